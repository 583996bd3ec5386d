/** A plan as it is kept and read, without a stack. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_REPLAY, type Plan } from '../../../src/domain/plan';
import { contentHashOf, requireAhead } from '../../../src/records/deploy-release';
import { exitCodeOf } from '../../../src/tools/plan/make-plan';
import { planHash, readPlan, savePlan } from '../../../src/tools/plan/plan-files';
import { readPlanOptions } from '../../../src/tools/plan/plan-options';
import { printPlan } from '../../../src/tools/plan/print-plan';
import { codeWords } from '../../../src/wording/codes';

function plan(changes: Partial<Plan> = {}): Plan {
  const open = { count: 0, groups: [] };
  const rest = { from: 7, contentHash: 'c0ffee', inForceFrom: null, changes: [], open };
  const made = { ...rest, replay: NO_REPLAY, findings: [], ...changes };
  return { ...made, hash: planHash(made) };
}

const error = {
  ...{ severity: 'error' as const, file: 'dmn/zhejiang/zj-deadlines.dmn', where: 'GC_CONFIRM_3' },
  ...{ rule: 'dmn/type', message: '数量 应为数字' },
};
const later = {
  ...{ flow: 'ZJ-07', authority: '慈溪市住房和城乡建设局', kind: 'deadline' as const, count: 23 },
  examples: [{ caseNumber: 'ZJ-2026-000017', before: '2026-10-09', after: '2026-10-13' }],
};

/** No model but the words that came with the application. */
const MODELS = { processes: {}, decisions: {}, forms: {}, labels: {} };

describe('a plan', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zjf-plans-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is read by its hash, or by so much of it that it is the only one', async () => {
    const saved = plan();
    await savePlan(saved, folder);
    expect(await readPlan(saved.hash, folder)).toEqual(saved);
    expect(await readPlan(saved.hash.slice(0, 8), folder)).toEqual(saved);
  });

  test.each(['', '../../etc', '0123', 'ffffffffffff'])('is not “%s”', async (hash) => {
    await expect(readPlan(hash, folder)).rejects.toThrow(/^PLAN_UNKNOWN .+ \/ There is no such/);
  });

  test('that was altered in its file is refused', async () => {
    const saved = plan({ inForceFrom: '2026-12-01' });
    const file = await savePlan(saved, folder);
    await writeFile(file, JSON.stringify({ ...saved, inForceFrom: null }));
    await expect(readPlan(saved.hash, folder)).rejects.toThrow(/^PLAN_ALTERED /);
  });

  test('ends the command with 1 on errors, 2 where outcomes change, else 0', () => {
    const changing = { ...NO_REPLAY, groups: [later] };
    expect(exitCodeOf(plan())).toBe(0);
    expect(exitCodeOf(plan({ findings: [{ ...error, severity: 'warning' }] }))).toBe(0);
    expect(exitCodeOf(plan({ replay: changing }))).toBe(2);
    expect(exitCodeOf(plan({ replay: changing, findings: [error] }))).toBe(1);
  });

  test('is printed in Chinese', () => {
    const row = {
      file: 'dmn/zhejiang/zj-deadlines.dmn',
      model: '办理期限',
      element: 'GC_CONFIRM_3',
    };
    const text = printPlan(
      plan({
        inForceFrom: '2026-12-01',
        changes: [
          {
            ...{ ...row, kind: 'changed', where: '第 3 行 · 数量', before: '3', after: '5' },
            ...{ decision: 'zj-deadlines', column: 'n', unit: '"WD"' },
          },
          {
            ...{ ...row, kind: 'changed', where: '第 4 行 · 期限', column: 'deadlineKey' },
            ...{ before: null, after: '"NONE"' },
          },
        ],
        replay: {
          ...{ cases: 1200, judgements: 4000, evaluations: 9000, seconds: 12.34, groups: [later] },
          notReplayed: [{ reason: '材料已不在', count: 12 }],
          neverHit: [{ table: '办理期限', row: 'OBJECTION_7' }],
        },
        open: { count: 3, groups: [{ release: 6, flow: 'ZJ-07', count: 3, couldMove: 2 }] },
        findings: [error],
      }),
      codeWords(MODELS),
    );
    expect(text.replace(/预览 [0-9a-f]{12}/, '预览 <hash>')).toBe(`更改预览 <hash>（对照现行版本 7）
生效日期：2026-12-01 零时起提交的业务

一、更改：2 处
  办理期限  dmn/zhejiang/zj-deadlines.dmn
    ~ 第 3 行 · 数量  3 → 5 个工作日
    ~ 第 4 行 · 期限  （空） → 无规定期限（NONE）

二、以往事项按新规则重新判断：1200 件，4000 项判断，决策 9000 次，12.3 秒
  有变化：23 件次
  期限不同：23 件  ZJ-07  慈溪市住房和城乡建设局
    例 ZJ-2026-000017：2026-10-09 → 2026-10-13
  未能重新判断 12 项：材料已不在
  没有适用过的行：办理期限 1 行（OBJECTION_7）

三、在办事项：3 件，均按其受理时的版本办理
  版本 6  ZJ-07  3 件（其中 2 件可预览转入，npm run migrate）

四、检查：1 个错误，0 个提示
  错误  dmn/zhejiang/zj-deadlines.dmn GC_CONFIRM_3  数量 应为数字`);
  });
});

describe('the command line', () => {
  test('says how many past cases, from which day and of which folder', () => {
    expect(readPlanOptions(['--last', '50', '--in-force', '2026-12-01', '/x'])).toEqual({
      ...{ root: '/x', last: 50, inForceFrom: '2026-12-01', json: false },
    });
    expect(readPlanOptions(['--all', '--json'])).toMatchObject({ last: null, json: true });
    expect(readPlanOptions([]).last).toBe(10_000);
    expect(() => readPlanOptions(['--last', 'ten'])).toThrow(/--last ten/);
  });
});

describe('a day in force', () => {
  // 00:30 of the 30th in Shanghai is still the 29th in UTC
  const now = new Date('2026-11-30T00:30:00+08:00');

  test.each(['2026-12-01', '2027-01-01'])('may be %s', (day) => {
    expect(() => requireAhead(day, now)).not.toThrow();
  });
  test.each(['2026-11-30', '2026-11-29'])('has come: %s', (day) => {
    expect(() => requireAhead(day, now)).toThrow(/^DAY_NOT_AHEAD .*今天是 2026-11-30/);
  });
  test.each(['2026-02-30', '1 December', '2026-12-1', '2026-13-01'])('is none: %s', (day) => {
    expect(() => requireAhead(day, now)).toThrow(/^DAY_INVALID /);
  });
});

test('the same models have the same hash, in whatever order they come', () => {
  const [a, b] = [
    { name: 'a.dmn', content: '1' },
    { name: 'b.dmn', content: '2' },
  ];
  expect(contentHashOf([a, b])).toBe(contentHashOf([b, a]));
  expect(contentHashOf([a])).not.toBe(contentHashOf([a, b]));
});
