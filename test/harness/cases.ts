import { Pool } from 'pg';
import { libraryYears } from '../../src/domain/working-days';
import { brokerManagement, settleEngineClock } from '../../stand-in/engine-clock';
import { as, endNews, engine, noteClock, runtime, setting, upload, waitFor } from './client';

let pool: Pool | undefined;

/** Reads the record directly: what really stands there. */
export async function sql<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  const connectionString = setting('DATABASE_URL');
  pool ??= new Pool({ connectionString, max: 2, allowExitOnIdle: true }).on(
    'error',
    () => undefined,
  );
  return (await pool.query(text, values)).rows as T[];
}

/** Ends the connections to the record; call in afterAll. */
export async function endSql(): Promise<void> {
  await endNews();
  await pool?.end();
  pool = undefined;
}

/** Sets the clock of API, workers and engine, as `2026-10-10 20:00` in Asia/Shanghai. */
export async function clockAt(local: string | null): Promise<void> {
  const now = local && `${local.replace(' ', 'T')}${local.length > 16 ? '' : ':00'}+08:00`;
  const ops = await as('ops.lv');
  await ops.put('/api/clock', { now }).expect(200);
  noteClock(now !== null);
}

/**
 * Sets the clock for a test that kills or restarts parts: a killed engine comes back with it, and
 * all that waits for a time is looked at anew.
 */
export async function settledClockAt(local: string | null): Promise<void> {
  await clockAt(local);
  await settleEngineClock(brokerManagement(runtime.stateDir) ?? '', true);
}

/** A case as its parties see it through the API. */
export interface CaseView {
  id: string;
  number: string;
  status: string;
  statusLabel: string;
  statusReason: string | null;
  round: number;
  marks: string[];
  flags: string[];
  parties: Record<string, string>;
  awaitsCorrection: boolean;
  closedAt: string | null;
  tasks: { act: string; name: string; groups: string[] }[];
}

export async function caseView(id: string, who = 'audit.he'): Promise<CaseView> {
  return (await (await as(who)).get(`/api/cases/${id}`).expect(200)).body;
}

/** Waits until a case has a status: asks the record, which costs less than the page with its tasks. */
export async function waitStatus(
  id: string,
  status: string,
  timeoutMs?: number,
): Promise<CaseView> {
  await waitFor(
    `case ${id} in ${status}`,
    async () => {
      const [file] = await sql<{ status: string }>('select status from case_file where id = $1', [
        id,
      ]);
      if (file?.status !== status) throw new Error(`status is ${file?.status}`);
      return true;
    },
    timeoutMs,
  ).catch(toldWith(id));
  return caseView(id);
}

/** Why a case does not go on, as far as the record knows: for whoever reads a wait that failed. */
function toldWith(id: string): (error: Error) => Promise<never> {
  return async (error) => {
    const [row] = await sql<{ known: object }>(
      `select jsonb_build_object(
         'instance', c.process_instance_key,
         'unsent', (select jsonb_agg(jsonb_build_object(
             'message', message, 'attempts', attempts, 'error', last_error))
           from outbox where correlation_key = c.id::text and sent_at is null),
         'steps', (select jsonb_agg(element_id) from (
             select s.element_id from engine_step s join engine_instance i on i.key = s.instance_key
             where i.root_key = c.process_instance_key order by s.key::numeric desc limit 5) last),
         'incidents', (select jsonb_agg(message) from engine_incident
           where root_key = c.process_instance_key and resolved_at is null)) as known
       from case_file c where id = $1`,
      [id],
    );
    error.message += `; ${JSON.stringify(row?.known)}`;
    throw error;
  };
}

/** An open user task of a case, as the feed has it. */
export interface FeedTask {
  key: string;
  elementId: string;
}

/** Open user tasks of a case, in its own and in called processes, as the engine told the record. */
export function openTasksOf(id: string): Promise<FeedTask[]> {
  return sql<FeedTask>(
    `select t.key, t.element_id as "elementId"
     from case_file c join engine_task t on t.root_key = c.process_instance_key
     where c.id = $1 and t.state = 'CREATED' order by t.key`,
    [id],
  );
}

/** Waits until a case offers a task for an act: asks for the page only when its open tasks changed. */
export function waitTask(id: string, act: string): Promise<CaseView['tasks'][number]> {
  let met = { tasks: '[]', said: 'no task so far' };
  return waitFor(`task ${act} of case ${id}`, async () => {
    const tasks = JSON.stringify(await openTasksOf(id));
    if (tasks === met.tasks) throw new Error(met.said);
    const view = await caseView(id);
    const task = view.tasks.find((t) => t.act === act);
    if (task) return task;
    met = { tasks, said: `status ${view.status}, tasks ${view.tasks.map((t) => t.act)}` };
    throw new Error(met.said);
  }).catch(toldWith(id));
}

/** Does an act through the API; the response is the caller's to check. */
export async function act(id: string, who: string, name: string, fields: object) {
  return (await as(who)).post(`/api/cases/${id}/acts/${name}`, fields);
}

/** Does an act that must be accepted, once its task is there; another may just have ended it. */
export async function doAct(id: string, who: string, name: string, fields: object): Promise<void> {
  const response = await waitFor(`${name} of case ${id}`, async () => {
    await waitTask(id, name);
    const answer = await act(id, who, name, fields);
    return codes(answer).includes('E-00-03') ? null : answer;
  });
  if (response.status !== 202) throw new Error(`${name}: ${response.status} ${response.text}`);
}

/** A verdict on a row of a task's list: the code, or the code and why. */
export type Verdict = string | [string, string];

/** Completes by API a task with one row an item, the verdicts in the order of the rows. */
export function doVerdicts(
  id: string,
  who: string,
  name: string,
  verdicts: Verdict[],
  fields: object = {},
): Promise<void> {
  const rows = verdicts.map((given) => {
    const [verdict, reason] = [given].flat();
    return { verdict, ...(reason ? { reason } : {}) };
  });
  return doAct(id, who, name, { verdicts: rows, ...fields });
}

/** Refusal codes of a response. */
export function codes(response: { body: { errors?: { code: string }[] } }): string[] {
  return (response.body.errors ?? []).map((e) => e.code);
}

/** Uploads one file of each kind for a submission. */
export async function attach(who: string, kinds: string[]) {
  return Promise.all(kinds.map(async (kind) => ({ kind, id: await upload(who) })));
}

/** Messages of a case, as `key → recipients`, each recipient as often as it was told. */
export async function messagesOf(id: string): Promise<Record<string, string[]>> {
  const rows = await sql<{ key: string; recipient: string }>(
    'select key, recipient from notice where case_id = $1 order by at, recipient',
    [id],
  );
  const keys = [...new Set(rows.map((row) => row.key))];
  return Object.fromEntries(
    keys.map((key) => [key, rows.filter((row) => row.key === key).map((row) => row.recipient)]),
  );
}

/** Waits until somebody was told something of a case. */
export function waitMessage(id: string, key: string): Promise<string[]> {
  return waitFor(`message ${key} of case ${id}`, async () => (await messagesOf(id))[key]);
}

/** Waits for a message of a case that says this; of one instant, either may be read first. */
export function waitMessageText(id: string, key: string, text: string): Promise<string> {
  return waitFor(`message ${key} of case ${id} that says “${text}”`, async () => {
    const rows = await sql<{ body: string }>(
      'select body from notice where case_id = $1 and key = $2',
      [id, key],
    );
    return rows.find(({ body }) => body.includes(text))?.body;
  });
}

/** Deadlines of a case, as `key#round → first instant after it` in Asia/Shanghai. */
export async function deadlinesOf(id: string): Promise<Record<string, string>> {
  const rows = await sql<{ key: string; round: number; due: string }>(
    `select key, round, to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as due
     from deadline where case_id = $1 order by started_at`,
    [id],
  );
  return Object.fromEntries(rows.map((row) => [`${row.key}#${row.round}`, row.due]));
}

/** What a case has on record of acts, in order; `void:<code>` where one did not count. */
export async function actsOf(id: string): Promise<string[]> {
  const rows = await sql<{ act: string; person: string; refusal_code: string | null }>(
    'select act, person, refusal_code from decision where case_id = $1 order by completed_at, user_task_key',
    [id],
  );
  return rows.map((d) => `${d.person} ${d.act}${d.refusal_code ? ` void:${d.refusal_code}` : ''}`);
}

/** Ends every instance of this run that is still open, so that no timer of it fires later. */
export async function cancelOpenCases(): Promise<void> {
  const open = await sql<{ key: string }>(
    `select process_instance_key as key from case_file
     where closed_at is null and process_instance_key is not null`,
  );
  await Promise.all(open.map(({ key }) => engine(`process-instances/${key}/cancellation`)));
}

/** Says of these years, as an operator would, that their holidays are published; until `leaveStack`. */
export async function publishCalendar(...years: number[]): Promise<void> {
  await sql(
    `insert into calendar_day select make_date(year, 1, 1), 'REST', '元旦' from unnest($1::int[]) year
     on conflict do nothing`,
    [years.filter((year) => !libraryYears.has(year))],
  );
}

/** Leaves the stack to the next file: nothing open, no calendar added, its clock runs. For afterAll. */
export async function leaveStack(): Promise<void> {
  await cancelOpenCases();
  await sql('delete from calendar_day');
  await clockAt(null);
  await endSql();
}

const run = Date.now().toString(36).toUpperCase();
let counter = 0;
/** A number nothing else has, also in the files before and after. */
export function unique(prefix: string): string {
  counter += 1;
  return `${prefix}${run}${String(counter).padStart(3, '0')}`;
}
