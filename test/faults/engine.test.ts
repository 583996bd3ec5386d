/** Engine and Keycloak go away and come back; a hopeless job becomes visible. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actsOf, settledClockAt, sql, waitStatus, waitTask } from '../harness/cases';
import { part, runtime, waitFor, waitReady, whileAway } from '../harness/client';
import { completeTask, taskKey } from '../harness/engine-tasks';
import { incidentOf, repair } from '../harness/incidents';
import { expectNothingLostOrDoubled } from '../harness/invariants';
import { inRealTime } from '../harness/real-time';
import { CONFIRM, GROUP, JIA, submitted } from '../harness/subcontract';

inRealTime();

test('[ZJ-07][AE-24] engine killed and restarted with a case waiting on its timer: the timer fires', async () => {
  await settledClockAt('2026-09-30 10:00:01');
  const id = await submitted();
  await waitTask(id, 'CONFIRM');
  await part('broker', 'kill9');
  await part('broker', 'start');
  await waitReady();
  await settledClockAt('2026-10-10 23:59:59');
  expect((await waitTask(id, 'CONFIRM')).groups).toEqual([GROUP.jia]);
  await settledClockAt('2026-10-11 00:00:01');
  await waitStatus(id, 'TO_URGE');
  expect((await waitTask(id, 'ISSUE_NOTICE')).groups).toEqual([GROUP.cixi]);
  await settledClockAt(null);
  await expectNothingLostOrDoubled();
});

test('[ZJ-07][GR-03] Keycloak down while a decision is recorded: tried again, then recorded', async () => {
  const id = await submitted();
  // asked for now: without Keycloak nobody is shown a case
  const task = await taskKey(id, 'CONFIRM');
  const log = join(runtime.stateDir, 'logs', 'app.log');
  await whileAway('keycloak', 'kill9', async () => {
    await completeTask(task, JIA, CONFIRM);
    await waitFor('the failed attempt in the log', async () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .some((line) => line.includes('job failed') && line.includes(id)),
    );
    expect(await actsOf(id)).toEqual([]);
  });
  // the last try comes a minute after the one before
  await waitStatus(id, 'UNDER_REVIEW', 100_000);
  expect(await actsOf(id)).toEqual([`${JIA} CONFIRM`]);
  await expectNothingLostOrDoubled();
});

test('a job that fails for good ends in a visible incident, others pass, and it goes on once repaired', async () => {
  const group = GROUP.cixi;
  const { stuck, incident } = await withoutOrganisation(group, async () => {
    const stuck = await submitted();
    return { stuck, incident: await waitFor('the incident', () => incidentOf(stuck)) };
  });
  expect(incident.errorMessage).toContain(group);

  const other = await submitted();
  await waitTask(other, 'CONFIRM');

  await repair(incident);
  await waitTask(stuck, 'CONFIRM');
  await expectNothingLostOrDoubled();
});

/** Takes an organisation out of the directory while something is done. */
async function withoutOrganisation<T>(id: string, work: () => Promise<T>): Promise<T> {
  await sql(`update organisation set id = id || '-gone' where id = $1`, [id]);
  try {
    return await work();
  } finally {
    await sql(`update organisation set id = $1 where id = $1 || '-gone'`, [id]);
  }
}
