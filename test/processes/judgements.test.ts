/** What decisions were told is kept as they were told it, personal data masked (ADR 24). */

import { createDataSource } from '../../src/entities/data-source';
import { tidyJudgements } from '../../src/records/judgements';
import { act, clockAt, doAct, leaveStack, sql, waitStatus, waitTask } from '../harness/cases';
import { setting, waitFor } from '../harness/client';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  givenPermit,
  JIA,
  refusals,
  submitted,
} from '../harness/subcontract';

interface Kept {
  kind: string;
  asked: string[];
  refused: boolean;
  facts: Record<string, never>;
  said: { decision: string; output: unknown; rules: object[] }[];
}

const keptOf = (id: string) =>
  sql<Kept>(
    `select kind, asked, refused, facts, said from judgement where case_id = $1
     order by at, kind desc, refused desc, facts->>'act'`,
    [id],
  );

/** Fields that the form of ZJ-07 marks as personal. */
const LEADER = { projectLeaderName: '欧阳留存', projectLeaderIdNumber: '330782198801010010' };

beforeAll(async () => {
  await clockAt('2026-09-28 09:00');
  await givenPermit();
});
afterAll(leaveStack);

describe('[R-plan] facts are kept as they were judged', () => {
  let id: string;
  beforeAll(async () => {
    id = await submitted(LEADER);
    await waitTask(id, 'CONFIRM');
  });

  test('of a submission: what each of its decisions was told and said, and by which rows', async () => {
    const [kept] = await keptOf(id);
    expect(kept).toMatchObject({ kind: 'SUBMISSION', asked: ['zj-subcontract'], refused: false });
    expect(kept?.facts).toMatchObject({
      flow: 'ZJ-07',
      round: 1,
      today: '2026-09-28',
      data: { specialty: 'DECORATION', projectLeaderName: '欧**' },
    });
    expect(kept?.facts).not.toHaveProperty('rules');
    expect(kept?.said.map(({ decision }) => decision)).toEqual([
      'zj-specialties',
      'zj-attachments',
      'zj-subcontract-checks',
      'zj-subcontract-intake',
    ]);
    expect(kept?.said[0]?.rules).toHaveLength(1);
  });

  test('of rule tasks: the variables the engine saw, its answer and the rows', async () => {
    const rows = await waitFor('evaluations', async () => {
      const found = await sql<{
        decision_id: string;
        called_by: string;
        facts: Record<string, unknown>;
        output: Record<string, unknown>;
        rules: object[];
      }>(
        `select decision_id, called_by, facts, output, rules from case_evaluation
         where case_id = $1 order by position`,
        [id],
      );
      return found.length >= 2 ? found : null;
    });
    expect(rows.map((row) => [row.decision_id, row.called_by])).toEqual([
      ['zj-authority', 'Call_ResolveAuthority'],
      ['zj-deadlines', 'Call_ConfirmationDeadline'],
    ]);
    const [authority, deadline] = rows;
    expect(authority?.facts).toMatchObject({ step: 'ZJ-07', places: expect.anything() });
    expect(authority?.output).toMatchObject({ organisation: 'county-330282' });
    expect(deadline?.facts).toMatchObject({ key: 'GC_CONFIRM_3', item: 'DECORATION' });
    expect(deadline?.output).toMatchObject({ n: 3, unit: 'WD' });
    expect(deadline?.rules).toEqual([{ decision: 'zj-deadlines', rule: 'GC_CONFIRM_3' }]);
  });

  test('of acts: refused at the door and recorded, each once', async () => {
    expect((await act(id, CIXI, 'CONFIRM', CONFIRM)).status).toBe(409);
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitStatus(id, 'UNDER_REVIEW');
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
    const acts = (await keptOf(id)).filter(({ kind }) => kind === 'ACT');
    expect(acts.map(({ refused, facts }) => [facts.act, refused])).toEqual([
      ['CONFIRM', true],
      ['CONFIRM', false],
      ['REVIEW', false],
    ]);
    expect(acts[1]).toMatchObject({
      asked: ['zj-subcontract', 'zj-subcontract'],
      facts: { given: CONFIRM, actor: { user: JIA, entitled: true } },
    });
  });

  test('of a refused submission, though no case came of it', async () => {
    expect(await refusals(LEADER, { papers: [] })).toContain('E-07-03');
    const [kept] = await sql<Kept>(
      `select kind, refused, facts, said from judgement where case_id is null
         and facts->'data'->>'projectLeaderName' = '欧**'`,
    );
    expect(kept).toMatchObject({ kind: 'SUBMISSION', refused: true });
    expect(JSON.stringify(kept?.said)).toContain('E-07-03');
  });

  test('no personal data in clear text anywhere in it', async () => {
    const tables = ['judgement', 'engine_evaluation', 'engine_variable'];
    for (const table of tables) {
      const found = await sql(`select 1 from ${table} t where t::text like any($1)`, [
        Object.values(LEADER).map((value) => `%${value}%`),
      ]);
      expect([table, found]).toEqual([table, []]);
    }
  });

  test('variables of an instance are gone when it has ended', async () => {
    const [row] = await sql<{ n: number }>(
      `select count(*)::int as n from engine_variable v
       join engine_instance i on i.key = v.scope_key
       join case_file c on c.process_instance_key = i.root_key
       where c.id = $1 and i.ended_at is not null`,
      [id],
    );
    expect(row).toEqual({ n: 0 });
  });

  test('forgotten when their time is over, what was refused sooner', async () => {
    const db = await createDataSource(setting('DATABASE_URL'), 1).initialize();
    try {
      const now = new Date('2026-09-29T00:00:00+08:00');
      const early = new Date('2026-09-28T00:00:00+08:00');
      await tidyJudgements(db, { before: early, refusedBefore: now });
      const left = await keptOf(id);
      expect(left.map(({ refused }) => refused)).toEqual([false, false, false]);
      await tidyJudgements(db, { before: now, refusedBefore: now });
      expect(await keptOf(id)).toEqual([]);
      const evaluations = 'select 1 from case_evaluation where case_id = $1';
      expect(await sql(evaluations, [id])).toEqual([]);
    } finally {
      await db.destroy();
    }
  });
});
