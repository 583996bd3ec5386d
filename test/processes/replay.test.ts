/** What a change of the rules would have done to past cases, told without deploying it. */
import type { DataSource } from 'typeorm';
import type { Replay } from '../../src/domain/plan';
import { Release } from '../../src/entities';
import { createDataSource } from '../../src/entities/data-source';
import { replay } from '../../src/tools/plan/replay';
import { type RulesEngine, startRulesEngine } from '../../src/tools/rules-engine';
import { clockAt, doAct, leaveStack, sql, waitStatus } from '../harness/cases';
import { setting, waitFor } from '../harness/client';
import { APPROVE, CIXI, CONFIRM, givenPermit, JIA, submitted } from '../harness/subcontract';

let db: DataSource;
let engine: RulesEngine;
let release: Release;
let number: string;

beforeAll(async () => {
  await clockAt('2026-09-28 09:00');
  await givenPermit();
  // only what this file hands in is kept here; the cases of other files are without facts
  await sql('delete from judgement');
  await sql('delete from engine_evaluation');
  const id = await submitted({ contractAmount: 6000 });
  await doAct(id, JIA, 'CONFIRM', CONFIRM);
  await waitStatus(id, 'UNDER_REVIEW');
  await doAct(id, CIXI, 'REVIEW', APPROVE);
  await waitStatus(id, 'ENTERED');
  await waitFor('rule tasks of the case', async () => {
    const rows = await sql('select 1 from case_evaluation where case_id = $1', [id]);
    return rows.length >= 4 ? rows : null;
  });
  [{ number }] = (await sql<{ number: string }>('select number from case_file where id = $1', [
    id,
  ])) as [{ number: string }];
  db = await createDataSource(setting('DATABASE_URL'), 4).initialize();
  [release] = (await db.getRepository(Release).find({ order: { id: 'DESC' }, take: 1 })) as [
    Release,
  ];
  engine = await startRulesEngine();
}, 300_000);

afterAll(async () => {
  await engine?.close();
  await db?.destroy();
  await leaveStack();
});

/** Replays against the models in force with one text of one file changed. */
async function replayed(file: string, from: string | RegExp, to: string): Promise<Replay> {
  const after = release.resources.map((resource) => {
    if (resource.name !== file) return resource;
    const content = String(resource.content).replace(from, to);
    expect(content).not.toBe(resource.content);
    return { name: file, content };
  });
  return replay(db, engine, { before: release.resources, after, release, last: null });
}

const NO_FACTS = '没有留存判断时的事实（案件早于留存，或已过留存期）';

/** What was not replayed of the cases that have facts. */
const notReplayed = (found: Replay) =>
  found.notReplayed.filter(({ reason }) => reason !== NO_FACTS);

const AUTHORITY = 'dmn/zhejiang/zj-authority.dmn';
const CHECKS = 'dmn/zhejiang/zj-subcontract-checks.dmn';

/** Kind, before and after of what is otherwise for the case. */
const otherwise = ({ groups }: Replay) =>
  groups.flatMap(({ kind, count, examples }) =>
    examples
      .filter(({ caseNumber }) => caseNumber === number)
      .map(({ before, after }) => ({ kind, count, before, after })),
  );

test('[R-plan] nothing different: nothing is asked', async () => {
  const same = await replayed('dmn/zhejiang/zj-deadlines.dmn', 'DT-04 办理期限', 'DT-04 期限');
  expect(same).toMatchObject({ evaluations: 0, groups: [], notReplayed: [] });
});

test('[R-plan] another deadline', async () => {
  const found = await replayed(
    'dmn/zhejiang/zj-deadlines.dmn',
    /(GC_CONFIRM_3_nOut">\s*<text>)3/,
    '$15',
  );
  expect(otherwise(found)).toEqual([
    {
      ...{ kind: 'deadline', count: 1 },
      before: expect.stringMatching(/：3 个工作日$/),
      after: expect.stringMatching(/：5 个工作日$/),
    },
  ]);
  expect(notReplayed(found)).toEqual([]);
  expect(found.neverHit).toContainEqual({ table: 'zj-deadlines', row: 'OBJECTION_7' });
  expect(found.neverHit).not.toContainEqual({ table: 'zj-deadlines', row: 'GC_CONFIRM_3' });
});

test('[R-plan] another key of the routing, and the limit that follows from it', async () => {
  const found = await replayed(
    AUTHORITY,
    /(R07_deadlineKeyOut">\s*<text>)"NONE"/,
    '$1"LOCAL_REVIEW_5"',
  );
  expect(otherwise(found)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'outcome',
        before: '期限（DT-04）：NONE',
        after: '期限（DT-04）：LOCAL_REVIEW_5',
      }),
      expect.objectContaining({ kind: 'deadline', after: expect.stringMatching(/5 个工作日$/) }),
    ]),
  );
});

test('[R-plan] a table that no judgement asks is named as a whole, without its rows', async () => {
  const found = await replayed('dmn/common/common-messages.dmn', '确认即将到期', '确认很快到期');
  expect(found).toMatchObject({ neverAsked: ['common-messages'], neverHit: [] });
});

test('[R-plan] another authority', async () => {
  const found = await replayed(
    AUTHORITY,
    /(R07_basisOut">\s*<text>)"PERMIT_ISSUER"/,
    '$1"REG_CITY"',
  );
  expect(otherwise(found)).toContainEqual(expect.objectContaining({ kind: 'authority', count: 1 }));
});

test('[R-plan] a refusal, of the case and nothing that followed', async () => {
  const found = await replayed(CHECKS, 'duplicates = null then 0', 'duplicates = 0 then 1');
  expect(otherwise(found)).toEqual([
    expect.objectContaining({
      ...{ kind: 'refusals', before: '受理', after: expect.stringContaining('E-07-11') },
    }),
  ]);
});

test('[R-plan] papers that are asked for', async () => {
  const found = await replayed(
    'dmn/zhejiang/zj-attachments.dmn',
    /(A13_requiredOut">\s*<text>)true/,
    '$1false',
  );
  expect(otherwise(found)).toContainEqual(expect.objectContaining({ kind: 'papers' }));
});

test('[R-plan] a fact that no form had is counted, with its name', async () => {
  const found = await replayed(CHECKS, 'refs.gcPermitNo.found = true', 'data.weather = "SUN"');
  expect(notReplayed(found)).toContainEqual({
    reason: '新规则要读的事实没有留存：data.weather（zj-subcontract-checks）',
    count: expect.any(Number),
  });
  expect(otherwise(found)).toEqual([]);
});

test('[R-plan] a new fact of the case comes from what was handed in', async () => {
  const found = await replayed(
    'dmn/zhejiang/zj-deadlines.dmn',
    /(GC_CONFIRM_3_nOut">\s*<text>)3/,
    '$1if data.finishDate > "2000" then 7 else 3',
  );
  expect(otherwise(found)).toEqual([
    expect.objectContaining({ kind: 'deadline', after: expect.stringMatching(/7 个工作日$/) }),
  ]);
});

test('[R-plan] facts that give another outcome than there was are not used', async () => {
  const changed = await sql(
    `update engine_evaluation set output = '{"n": 99}' where decision_id = 'zj-deadlines' returning 1`,
  );
  const found = await replayed(
    'dmn/zhejiang/zj-deadlines.dmn',
    /(GC_CONFIRM_3_nOut">\s*<text>)3/,
    '$15',
  );
  expect(changed.length).toBeGreaterThan(0);
  expect(found.groups).toEqual([]);
  expect(notReplayed(found)).toEqual([{ reason: '留存的事实得不出当时的结论', count: 2 }]);
});

test('[R-plan] a case without facts is counted', async () => {
  await sql('delete from judgement');
  await sql('delete from engine_evaluation');
  const found = await replayed(CHECKS, 'duplicates = null then 0', 'duplicates = 0 then 1');
  expect(found.groups).toEqual([]);
  const [cases] = await sql<{ n: number }>('select count(*)::int as n from case_file');
  expect(found.notReplayed).toEqual([{ reason: NO_FACTS, count: cases?.n }]);
});
