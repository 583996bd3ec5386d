/** Workers killed or doubled at the worst moment: every effect happens once (check 7 and 8). */
import { actsOf, doAct, sql, waitStatus, waitTask } from '../harness/cases';
import { engine, part, waitFor } from '../harness/client';
import { completeTask, taskKey } from '../harness/engine-tasks';
import { expectNothingLostOrDoubled } from '../harness/invariants';
import { holdingTable, waitBlocked } from '../harness/locks';
import { inRealTime } from '../harness/real-time';
import { APPROVE, CIXI, CONFIRM, JIA, submitted } from '../harness/subcontract';

// Real time, because the engine's times have to run by themselves; the test stack offers a job again
// after seconds (JOB_TIMEOUT_SECONDS in test/harness/run.ts).
inRealTime();

const decisions = (id: string) =>
  sql<{ act: string }>('select act from decision where case_id = $1', [id]);

/** Lets 甲 confirm and stops the recording inside its transaction, before it can commit. */
async function confirmHeld(id: string, inside: () => Promise<void>): Promise<void> {
  await waitTask(id, 'CONFIRM');
  await holdingTable('decision', async () => {
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitBlocked('insert into "decision"');
    await inside();
  });
}

test('[ZJ-07][GR-12] a worker killed between its commit and its job completion: the effect stands once, the case goes on', async () => {
  const id = await submitted();
  // with the engine gone the commit cannot be followed by a completion
  await confirmHeld(id, async () => {
    await part('broker', 'kill9');
  });
  await waitFor('the committed decision', async () => (await decisions(id)).length === 1);
  await part('app', 'kill9');
  await part('broker', 'start');
  await part('app', 'start');
  // the engine offers the job again when its time is over
  await waitStatus(id, 'UNDER_REVIEW', 120_000);
  expect(await decisions(id)).toEqual([{ act: 'CONFIRM' }]);
  await doAct(id, CIXI, 'REVIEW', APPROVE);
  await waitStatus(id, 'ENTERED');
  await expectNothingLostOrDoubled();
});

test('[ZJ-07][GR-12] a job delivered twice while the first delivery is still at work takes effect once', async () => {
  const id = await submitted();
  await confirmHeld(id, async () => {
    // the second delivery stands before the case that the first one holds
    await waitBlocked('select "CaseFile"', 1, 120_000);
  });
  await waitStatus(id, 'UNDER_REVIEW');
  expect(await decisions(id)).toEqual([{ act: 'CONFIRM' }]);
  await doAct(id, CIXI, 'REVIEW', APPROVE);
  await waitStatus(id, 'ENTERED');
  await expectNothingLostOrDoubled();
});

test('[ZJ-07][E-00-03] an accepted act whose task is ended before its job is handed out: on record, without effect', async () => {
  const id = await submitted();
  const confirm = await taskKey(id, 'CONFIRM');
  const [file] = await sql<{ key: string }>(
    'select process_instance_key as key from case_file where id = $1',
    [id],
  );
  await part('app', 'kill9');
  await completeTask(confirm, JIA, CONFIRM);
  expect((await engine(`process-instances/${file?.key}/cancellation`)).status).toBe(204);
  await part('app', 'start');
  await waitFor('the act on record', async () => (await actsOf(id)).length > 0);
  expect(await actsOf(id)).toEqual([`${JIA} CONFIRM void:E-00-03`]);
  await expectNothingLostOrDoubled();
});
