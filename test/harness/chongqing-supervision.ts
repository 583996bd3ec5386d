import { randomUUID } from 'node:crypto';
import { actsOf, caseView, clockAt, sql, waitStatus } from './cases';
import { newProjectNo, SUPERVISION, taken, YUZHONG } from './chongqing-records';
import { as, engine, waitFor } from './client';
import { completeInEngine } from './engine-tasks';
import type { JobBench } from './jobs';

/** A complaint as a clerk takes it down. */
export const complaintOf = (projectNo: string, changes: object = {}) => ({
  channel: 'PHONE',
  named: 'NO',
  projectNo,
  allegation: 'FRAUD',
  content: '合同金额与实际不符。',
  ...changes,
});

/** A clerk hands a complaint in; the response is the caller's to check. */
export async function tryComplaint(projectNo: string, changes: object = {}, who = YUZHONG) {
  const data = complaintOf(projectNo, changes);
  return (await as(who)).post('/api/cases/cq-complaint-intake', { data });
}

/** A complaint that was taken. */
export async function complained(...complaint: Parameters<typeof tryComplaint>): Promise<string> {
  return taken(await tryComplaint(...complaint));
}

/** An application that a district confirmed on a day, as far as draws and reports look at it. */
export async function confirmedInRecord(
  bench: JobBench,
  on: string,
  changes: { authority?: string; projectNo?: string } = {},
): Promise<string> {
  const { authority = 'county-500103', projectNo = newProjectNo() } = changes;
  const id = await bench.storedCase({
    ...{ process_id: 'cq-project-entry', flow: 'CQ-01', status: 'STORED', subject: projectNo },
    ...{ parties: { authority }, data: { projectNo }, title: `入库 · ${projectNo}` },
    ...{ created_at: `${on} 09:00+08`, closed_at: `${on} 18:00+08` },
  });
  await sql(
    `insert into decision (user_task_key, case_id, round, element_id, act, outcome, person,
       person_name, organisation, completed_at, late, valid)
     values ($1, $2, 1, 'Task_Verify', 'VERIFY', 'CONFIRMED', $3, '', $4, $5, false, true)`,
    [`test-${randomUUID()}`, id, YUZHONG, authority, `${on} 17:00+08`],
  );
  return id;
}

/** What other files confirmed in a month leaves the month, and so do its draws and arrivals. */
export async function emptyMonth(period: string): Promise<void> {
  const draws = await sql<{ key: string }>(
    `select process_instance_key as key from case_file where closed_at is null
       and process_id = 'cq-monthly-sampling' and natural_key = $1
       and process_instance_key is not null`,
    [period],
  );
  await Promise.all(draws.map(({ key }) => engine(`process-instances/${key}/cancellation`)));
  await sql(
    `update decision set completed_at = completed_at - interval '30 years'
     where act = 'VERIFY' and to_char(completed_at at time zone 'Asia/Shanghai', 'YYYY-MM') = $1`,
    [period],
  );
  await sql('delete from sample where period = $1', [period]);
  await sql(
    'delete from sample_arrival where block_id in (select id from sample_block where period = $1)',
    [period],
  );
  await sql('delete from sample_block where period = $1', [period]);
  await sql(
    `update case_file set subject = null, natural_key = null
     where process_id = 'cq-monthly-sampling' and natural_key = $1`,
    [period],
  );
}

/** Decisions that no task made are gone again. */
export async function withoutRecordedOnly(): Promise<void> {
  await sql(`delete from decision where user_task_key like 'test-%'`);
}

/** The supervision post opens the draw of a month; the response is the caller's to check. */
export async function tryDraw(period: string, changes: object = {}, who = SUPERVISION) {
  const data = { period, ...changes };
  return (await as(who)).post('/api/cases/cq-monthly-sampling', { data });
}

/** Opens the draw of a month and lets it come about at a time (a pinned clock has to move for it). */
export async function drawnAt(time: string, ...draw: Parameters<typeof tryDraw>): Promise<string> {
  const id = taken(await tryDraw(...draw));
  await waitStatus(id, 'TO_DRAW');
  await clockAt(time);
  return id;
}

/** The draw of a month, once it was made; null population where there was none. */
export function drawnIn(caseId: string) {
  return waitFor(`draw of case ${caseId}`, async () => {
    const [sample] = await sql<{ id: string; population: string[]; size: number; drawn: string[] }>(
      `select id, population, size, drawn from sample where case_id = $1 and kind = 'MONTHLY'`,
      [caseId],
    );
    const { status } = await caseView(caseId);
    const isDone = sample?.drawn || ['NO_POPULATION', 'CLOSED'].includes(status);
    return isDone ? (sample ?? null) : null;
  });
}

/** The item a drawn case is rechecked on. */
export function itemOf(drawnCase: string): Promise<string> {
  return waitFor(`sampling item of case ${drawnCase}`, async () => {
    const [item] = await sql<{ id: string }>(
      `select id from case_file where process_id = 'cq-sampling-item' and data->>'drawnCase' = $1`,
      [drawnCase],
    );
    return item?.id ?? null;
  });
}

/** Some case of a district is reported to the city: numbered, and drawn or not. */
export async function arrives(
  bench: JobBench,
  { period, stratum = 'county-500103' }: { period: string; stratum?: string },
): Promise<{ caseId: string; drawn: boolean }> {
  const caseId = await bench.storedCase({
    ...{ process_id: 'cq-grade-b-a', flow: 'CQ-05', status: 'CONFIRMED_A' },
    ...{ parties: { authority: stratum }, subject: newProjectNo(), closed_at: new Date() },
  });
  const { drawn } = await bench.done<{ drawn: boolean }>('sample.arrive', {
    ...{ caseId, kind: 'IN_PROCESS', period, stratum, blockSize: 10, positions: 1 },
  });
  return { caseId, drawn };
}

/** Past the portal somebody does what may not be done so: it is void, and the task is offered again. */
export async function doVoid(id: string, who: string, act: string, fields: object = {}) {
  await completeInEngine(id, act, who, fields);
  await waitFor(`${act} of ${who} to be void`, async () =>
    (await actsOf(id)).some((done) => done.startsWith(`${who} ${act} void`)),
  );
}
