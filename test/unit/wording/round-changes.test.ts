import { objectionFields } from '../../../src/wording/objection-fields';
import {
  asManyAsFit,
  changesByRound,
  dataChanges,
  lengthOf,
} from '../../../src/wording/round-changes';
import { sampleData, sampleForm } from '../forms/sample';

const of = { form: sampleForm, labels: {} };
const ONE = { role: 'CONSTRUCTION', leader: '陈**', share: 60 };
const TWO = { role: 'SUPERVISION', leader: '王**', share: 40 };
const THREE = { role: 'SUPERVISION', leader: '李**', share: 5 };

const changed = (before: object[], after: object[], anew: string[] = []) =>
  dataChanges(of, { participants: before }, { participants: after }, anew).map(
    ({ label, before: was, after: is }) => `${label}: ${was} → ${is}`,
  );

describe('what was changed between two rounds', () => {
  test('[T1] is said in the words of the form; what is empty in both is no change', () => {
    const before = sampleData({ name: '一期', stages: ['TENDER'], reason: null });
    const after = sampleData({ name: '二期', stages: ['TENDER', 'DRAWING'], reason: '' });
    expect(dataChanges(of, before, after)).toEqual([
      { label: '名称', before: '一期', after: '二期' },
      { label: '环节', before: '招标投标', after: '招标投标、施工图审查' },
    ]);
  });

  test('[T1] says of rows which one is changed, gone or new, and nothing of one that only moved', () => {
    expect(changed([ONE, TWO], [TWO, ONE])).toEqual([]);
    expect(changed([ONE, TWO], [ONE, { ...TWO, share: 30 }])).toEqual([
      '参建单位第2项 份额: 40 → 30',
    ]);
    expect(changed([ONE, TWO], [TWO])).toEqual([
      '参建单位第1项: 角色：施工，负责人：陈**，份额：60 → ',
    ]);
    expect(changed([ONE], [THREE, ONE])).toEqual([
      '参建单位第1项:  → 角色：监理，负责人：李**，份额：5',
    ]);
  });

  test('[T1] tells personal data that is another one although it looks the same', () => {
    expect(changed([ONE, TWO], [ONE, TWO], ['participants.1.leader'])).toEqual([
      '参建单位第2项 负责人: 王** → 王**（已重新填写）',
    ]);
    expect(
      dataChanges(of, { tender: { contact: '赵**' } }, { tender: { contact: '赵**' } }, [
        'tender.contact',
      ]),
    ).toEqual([{ label: '联系人', before: '赵**', after: '赵**（已重新填写）' }]);
  });

  test('[T1] names files that were taken out, put in and replaced', () => {
    const file = (id: string, kind: string) => ({ id, kind, name: `${id}.pdf` });
    const round = (attachments: ReturnType<typeof file>[]) => {
      const by = { round: 1, at: new Date(), person: '', organisation: '', data: {}, anew: [] };
      return { ...by, attachments };
    };
    const rounds = [
      round([file('a', 'A'), file('b', 'B'), file('d', 'D')]),
      round([file('a2', 'A'), file('c', 'C'), file('d', 'D')]),
    ];
    expect(changesByRound(of, 'flow', rounds)[0]?.changes).toEqual([
      { label: '附件：A', before: 'a.pdf', after: 'a2.pdf' },
      { label: '附件：B', before: 'b.pdf', after: '' },
      { label: '附件：C', before: '', after: 'c.pdf' },
    ]);
  });
});

test('[T1] a task shows as many changes as there is room for, and says how many there are', () => {
  const change = (label: string, after = '乙') => ({ label, before: '', after });
  const told = asManyAsFit([change('一'), change('二', '𠮷'.repeat(300))], 600);
  expect(told).toEqual([
    { label: '一', before: '（空）', after: '乙' },
    { label: '二', before: '（空）', after: `${'𠮷'.repeat(200)}…` },
  ]);
  const many = Array.from({ length: 200 }, (_, i) => change(`第${i}项`));
  const some = asManyAsFit(many, 600);
  expect(some.length).toBeLessThan(120);
  expect(some.at(-1)?.label).toBe('…等 200 项');
  expect(lengthOf(some)).toBeLessThan(630);
});

test('[T1] a remark can be about each field that was asked for, and files that were handed in', () => {
  const data = sampleData({ tender: undefined, reason: undefined });
  const fields = objectionFields({}, sampleForm, { data, processId: 'flow' }, ['A', 'A']);
  expect(fields.map(({ value }) => value)).toEqual([
    'name',
    'stages',
    'participants',
    'participants.role',
    'participants.leader',
    'participants.idNumber',
    'participants.share',
    'attachments.A',
  ]);
  expect(fields[4]?.label).toBe('参建单位 负责人');
});
