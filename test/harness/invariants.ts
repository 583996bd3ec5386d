import { createDataSource } from '../../src/entities/data-source';
import { verifyAllChains } from '../../src/records/audit-verify';
import { sql } from './cases';
import { setting, waitFor } from './client';

/**
 * Acts that a case may see more than once a round: two people sign, offices give their opinions, a sample
 * or a rectification is checked again, an answer with one of two papers is asked for anew, a task is given
 * to one and then to another; credit is confirmed level by level, and sent back a level.
 */
const REPEATED = [
  ...['SIGN', 'GIVE_OPINION', 'RECHECK', 'RECTIFY', 'REPORT', 'HANDLE', 'CITY_REVIEW'],
  ...['CHECK', 'ANSWER_INQUIRY', 'REASSIGN', 'CONFIRM_CREDIT'],
];

/** Decisions that tests of jobs put into the record by hand: no task stands behind them. */
const INVENTED = 'T-%';

/** What must hold after every fault: nothing lost, nothing doubled, every audit chain whole. */
export async function expectNothingLostOrDoubled(): Promise<void> {
  // the relay notes what it sent after the engine has it: the case may be ahead of the note
  await waitFor('every message to be noted as sent', async () => {
    const unsent = await sql('select id, last_error from outbox where sent_at is null');
    if (unsent.length > 0) throw new Error(JSON.stringify(unsent));
    return true;
  });
  const doubled = await sql(
    // what was reviewed is reviewed again where its confirmation was refused
    `select case_id, act, round, count(*) from decision d where valid
       and not (act = any($1)) and user_task_key not like $2
       and not (act = 'REVIEW' and exists (select 1 from decision c where c.case_id = d.case_id
         and c.round = d.round and c.act = 'CONFIRM_CREDIT' and c.valid))
     group by case_id, act, round having count(*) > 1`,
    [REPEATED, INVENTED],
  );
  expect(doubled).toEqual([]);
  const entries = await sql(
    `select kind, natural_key from library_entry where valid_to is null
     group by kind, natural_key having count(*) > 1`,
  );
  expect(entries).toEqual([]);
  // exactly one audit event a decision: the change and its trace commit together
  const traced = await sql(
    `select d.user_task_key from decision d where d.user_task_key not like $1 and 1 <> (select count(*) from audit_event a
       where a.chain = 'case:' || d.case_id and a.detail->>'userTask' = d.user_task_key)`,
    [INVENTED],
  );
  expect(traced).toEqual([]);
  const db = await createDataSource(setting('DATABASE_URL'), 2).initialize();
  const broken = (await verifyAllChains(db)).filter((chain) => !chain.ok);
  await db.destroy();
  expect(broken).toEqual([]);
}
