/** What comes out otherwise, in words, and counted by flow and authority. */

import { Groups } from '../../../src/tools/plan/groups';
import type { Outcome } from '../../../src/tools/plan/judge-again';
import { answerChanges, outcomeChanges } from '../../../src/tools/plan/outcomes';

const nothing: Outcome = { refusals: [], papers: [], intake: null };
const paper = (kind: string, label: string, required = true) => {
  return { kind, label, required, code: null, zh: null, en: null };
};
const refused = { code: 'E-07-03', zh: '缺少专业分包合同', en: 'subcontract missing' };

test('[R-plan] refusals, papers and what an intake makes', () => {
  const intake = (item: string) => ({ title: 't', parties: {}, variables: { item } });
  expect(outcomeChanges(nothing, { ...nothing, refusals: [refused] }, '受理')).toEqual([
    { kind: 'refusals', before: '受理', after: 'E-07-03 缺少专业分包合同' },
  ]);
  expect(
    outcomeChanges(
      { ...nothing, papers: [paper('A', '合同'), paper('B', '照片', false)] },
      { ...nothing, papers: [paper('A', '合同'), paper('B', '照片')] },
      '受理',
    ),
  ).toEqual([{ kind: 'papers', before: '合同', after: '合同、照片' }]);
  const changes = outcomeChanges(
    { ...nothing, intake: intake('A') },
    { ...nothing, intake: intake('B') },
    '受理',
  );
  expect(changes).toEqual([
    { kind: 'outcome', before: 'variables：item：A', after: 'variables：item：B' },
  ]);
});

test('[R-plan] other words of the same refusal change nothing', () => {
  const other = { ...refused, zh: '请上传合同' };
  const one = { ...nothing, refusals: [refused] };
  expect(outcomeChanges(one, { ...nothing, refusals: [other] }, '受理')).toEqual([]);
});

describe('[R-plan] answers to rule tasks', () => {
  const words = {
    nameOf: async ({ level }: Record<string, unknown>) => (level === 'CITY' ? '杭州市' : '萧山区'),
    labels: {},
  };
  const deadline = { n: 3, unit: 'WD', until: null, onExpiry: 'ISSUE_NOTICE' };
  const compare = (before: unknown, after: unknown) =>
    answerChanges(before, after, { key: 'GC_CONFIRM_3' }, words);

  test('a deadline', async () => {
    const [change] = await compare(deadline, { ...deadline, n: 5 });
    expect(change).toMatchObject({ kind: 'deadline' });
    expect(change?.before).toMatch(/：3 个工作日$/);
    expect(change?.after).toMatch(/：5 个工作日$/);
    const [gone] = await compare(deadline, null);
    expect(gone?.after).toMatch(/不设期限$/);
    const [around] = await compare(deadline, { ...deadline, onExpiry: null });
    expect(around?.before).toContain('ISSUE_NOTICE');
  });

  test('an authority, also where it lies deeper, and what else is different', async () => {
    const row = (level: string, deadlineKey: string) => {
      return { first: { level, regionCode: '330109' }, deadlineKey };
    };
    expect(await compare(row('COUNTY', 'NONE'), row('CITY', 'LOCAL_REVIEW_5'))).toEqual([
      { kind: 'authority', before: '萧山区', after: '杭州市' },
      { kind: 'outcome', before: 'deadlineKey：NONE', after: 'deadlineKey：LOCAL_REVIEW_5' },
    ]);
    const called = () => '期限';
    const named = { ...words, called };
    expect(await answerChanges({ deadlineKey: 'A' }, { deadlineKey: 'B' }, {}, named)).toEqual([
      { kind: 'outcome', before: '期限：A', after: '期限：B' },
    ]);
  });
});

test('[R-plan] a case counts once in a group, and groups are by flow, authority and kind', () => {
  const groups = new Groups();
  const change = { kind: 'deadline' as const, before: '3', after: '5' };
  const add = (id: string, authority: string) =>
    groups.add({ id, caseNumber: `N${id}`, flow: 'ZJ-07', authority }, change);
  for (const id of ['1', '1', '2', '3', '4', '5', '6']) add(id, '慈溪市');
  add('1', '杭州市');
  groups.notReplayed('没有留存', 2);
  groups.notReplayed('没有留存');
  const { groups: found, notReplayed } = groups.result();
  expect(found.map(({ authority, count }) => [authority, count])).toEqual([
    ['慈溪市', 6],
    ['杭州市', 1],
  ]);
  expect(found[0]?.examples.map(({ caseNumber }) => caseNumber)).toEqual([
    'N1',
    'N2',
    'N3',
    'N4',
    'N5',
  ]);
  expect(notReplayed).toEqual([{ reason: '没有留存', count: 3 }]);
});
