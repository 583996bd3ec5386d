import { renderRelease, renderReleases } from '../../../src/web';
import type { ReleasePageView } from '../../../src/web/release/views';

const user = { name: '谭规一', username: 'rules.tan', organisations: [] };
const said = (text: string, code?: string) => [{ text, ...(code && { code }) }];
const row = {
  ...{ number: 7, href: '/releases/7', createdAt: '2026-11-29T10:12:00+08:00' },
  state: { code: 'CURRENT', label: '现行', tone: 'good' as const },
  ...{ deployedBy: '谭规一', reason: '延长 <3 天>', inForceFrom: '2026-12-01' },
  ...{ changes: 2, outcomes: 412, cases: 38, open: 21 },
};
const view: ReleasePageView = {
  ...{ user, releasesHref: '/releases' },
  release: { ...row, planHash: '9f2c11aa34bd77', previous: { number: 6, href: '/releases/6' } },
  models: [
    {
      ...{ of: '表', name: 'DT-04 办理期限', file: 'dmn/zhejiang/zj-deadlines.dmn' },
      changes: [
        {
          ...{ kind: 'added', where: '第 3 行', row: said('总包确认期限', 'GC_CONFIRM_3') },
          ...{ before: null, after: said('…') },
          cells: [
            { label: '期限', side: 'input', value: said('总包确认期限', 'GC_CONFIRM_3') },
            { label: '数量', side: 'output', value: said('5') },
          ],
        },
        {
          ...{ kind: 'changed', where: '第 7 行 · 数量', row: [], cells: [] },
          ...{ before: said('3'), after: [...said('5'), ...said(' 个工作日')] },
        },
      ],
    },
  ],
  replay: {
    ...{ cases: 10_000, judgements: 41_230, evaluations: 82_460, seconds: 31.42, changed: 412 },
    groups: [
      {
        ...{ flow: said('专业承包业绩', 'ZJ-07'), authority: '慈溪市', kind: '期限', count: 412 },
        examples: [
          { number: 'A-1', href: '/cases/1', before: said('3 天'), after: said('5 天') },
          { number: 'A-2', before: said('3 天'), after: said('5 天') },
        ],
      },
    ],
    notReplayed: [{ reason: '没有保存当时的事实', count: 812 }],
    neverHit: [{ table: 'DT-04', rows: ['HIST_ENTRY'] }],
    neverAsked: [],
  },
  keeping: [{ flow: said('专业承包业绩'), release: 6, count: 132, couldMove: 132 }],
  findings: [{ severity: 'warning', file: 'a.dmn', where: 'R1', message: '从未命中' }],
  groups: [{ process: '专业承包业绩', status: { code: 'WAIT_GC', label: '待确认' }, count: 21 }],
  newest: [],
};

const textOf = (page: string) =>
  page
    .slice(page.indexOf('<main'))
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');

describe('the page of a release', () => {
  const page = renderRelease(view);
  const text = textOf(page);

  test('names tables that no past case asked, and nothing where there are none', () => {
    expect(text).not.toMatch(/从未用到的行（1） DT-04 HIST_ENTRY \d/);
    expect(text).not.toContain('没有问过');
    const replay = view.replay && { ...view.replay, neverAsked: ['common-messages'] };
    expect(textOf(renderRelease({ ...view, replay }))).toContain('没有问过的表：common-messages');
  });

  test('says what changed, with the code small beside the word', () => {
    expect(text).toContain('新增 第 3 行总包确认期限 GC_CONFIRM_3');
    expect(text).toContain('期限总包确认期限 GC_CONFIRM_3→数量5');
    expect(page).toContain('总包确认期限 <small class="code">GC_CONFIRM_3</small>');
    expect(page).toContain('<del>3</del>');
    expect(page).toContain('<ins>5 个工作日</ins>');
  });

  test('says what was tried, with examples that lead to their case where it may be seen', () => {
    expect(text).toContain('以往 10,000 件案件的 41,230 次判断');
    expect(text).toContain('412 件次结果有变');
    expect(page).toContain('<a href="/cases/1"><span class="mono">A-1</span></a>');
    expect(page).not.toContain('A-2</span></a>');
    expect(text).toContain('没有保存当时的事实：812');
    expect(text).toContain('DT-04 HIST_ENTRY');
  });

  test('says who, why and since when; what people wrote is text', () => {
    expect(text).toContain('部署人谭规一');
    expect(text).toContain('生效2026-12-01 0:00');
    expect(page).toContain('<h1>延长 &lt;3 天&gt;</h1>');
    expect(page).not.toMatch(/<script>| style=/);
  });

  test('without a plan it says so, and shows the difference', () => {
    const { replay: _, ...rest } = view;
    const unplanned = { ...rest, release: { ...row }, keeping: [] };
    expect(textOf(renderRelease(unplanned))).toContain('这一版没有经过试算');
  });
});

test('the list of releases', () => {
  const { reason: _, outcomes: __, ...bare } = row;
  const page = renderReleases({ user, releasesHref: '/releases', rows: [row, bare], total: 2 });
  expect(textOf(page)).toContain('版本 7延长 &lt;3 天&gt; 现行');
  expect(textOf(page)).toContain('未写理由');
  expect(textOf(page)).toContain('未试算');
  expect(page).toContain('<a href="/releases" aria-current="page">规则版本</a>');
});
