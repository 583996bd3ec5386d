import type { EntityManager } from 'typeorm';
import { ZodError } from 'zod';
import type { Deps } from '../deps';
import { CalendarYearMissing } from '../domain/working-days';
import type { Job, JobAnswer } from '../engine';
import { AuthorityUnclear } from '../records/directory';
import { requireBelonging } from './belonging';
import { NeedsPeople, RetryLater, type Worker } from './define';

const LONGEST_BACK_OFF_MS = 5 * 60_000;
/** `retries` of the models: with the default back-off a minute and a half, a restart of Keycloak */
const TRIES = 5;

/** Job types of diagrams deployed earlier that need nothing done any more. */
const RETIRED = [
  // the feed says which rules matched
  'decision.explain',
];

/** Offers the jobs of every worker until the engine is closed. */
export function startWorkers(deps: Deps, workers: Worker[]): void {
  for (const type of RETIRED)
    deps.engine.work({
      type,
      variables: ['caseId'],
      maxJobs: deps.config.WORKER_MAX_JOBS,
      timeoutMs: deps.config.JOB_TIMEOUT_SECONDS * 1000,
      handle: async () => ({ kind: 'complete', variables: {} }),
    });
  for (const worker of workers)
    deps.engine.work({
      type: worker.type,
      variables: worker.wholeScope ? [] : [...Object.keys(worker.input.shape), 'requestId'],
      maxJobs: deps.config.WORKER_MAX_JOBS,
      timeoutMs: deps.config.JOB_TIMEOUT_SECONDS * 1000,
      handle: (job) => runJob(deps, worker, job),
    });
}

/**
 * Runs one job: at least once by the engine's promise, with effect exactly once by ours. The
 * effect and a row keyed by the job commit together; a repeat answers from that row.
 */
export async function runJob(deps: Deps, worker: Worker, taken: Job): Promise<JobAnswer> {
  const job = { ...taken, variables: storable(taken.variables) as Job['variables'] };
  const requestId = await requestOf(deps.db.manager, job).catch(() => `job-${job.key}`);
  const log = deps.log.child({
    requestId,
    job: job.key,
    type: job.type,
    caseId: job.variables.caseId,
  });
  const started = Date.now();
  try {
    const variables = await takeEffectOnce(deps, worker, job, requestId);
    log.debug({ ms: Date.now() - started }, 'job done');
    return { kind: 'complete', variables };
  } catch (error) {
    if (error instanceof RetryLater)
      return {
        kind: 'fail',
        message: error.message,
        retries: job.retries,
        backOffMs: error.afterMs,
      };
    // only people can help: retrying would just hide it
    const hopeless = [ZodError, CalendarYearMissing, AuthorityUnclear, NeedsPeople].some(
      (k) => error instanceof k,
    );
    const retries = hopeless ? 0 : job.retries - 1;
    log[retries > 0 ? 'warn' : 'error']({ err: error, retries }, 'job failed');
    const backOffMs = Math.min(
      deps.config.JOB_BACK_OFF_SECONDS * 1000 * 4 ** Math.max(0, TRIES - job.retries),
      LONGEST_BACK_OFF_MS,
    );
    return { kind: 'fail', message: messageOf(error), retries, backOffMs };
  }
}

/** The request that brought the case here; called processes are not handed its id. */
async function requestOf(db: EntityManager, job: Job): Promise<string> {
  const { requestId, caseId } = job.variables;
  if (typeof requestId === 'string') return requestId;
  const [row]: { request_id: string }[] = await db.query(
    `select request_id from audit_event
     where chain = $1 and action in ('case.submitted', 'case.corrected', 'case.opened') order by seq desc limit 1`,
    [`case:${caseId}`],
  );
  return row?.request_id ?? `job-${job.key}`;
}

/** Variables of ours are nested ten deep at most; what is deeper came by another door, and is cut. */
const DEPTH_AT_MOST = 50;

/**
 * Without what PostgreSQL cannot hold (NUL, half a surrogate pair) and what is nested too deep to be
 * gone through; other doors let that in.
 */
function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(/\p{Cs}/gu, '');
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_AT_MOST) return null;
  if (Array.isArray(value)) return value.map((one) => storable(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, storable(inner, depth + 1)]),
  );
}

async function takeEffectOnce(
  deps: Deps,
  worker: Worker,
  job: Job,
  requestId: string,
): Promise<Record<string, unknown>> {
  try {
    return await takeEffect(deps, worker, job, requestId);
  } catch (error) {
    // delivered again, it may have failed for nothing but its own effect
    const done = await storedResult(deps.db.manager, job.key).catch(() => null);
    if (done) return done;
    throw error;
  }
}

/** @throws Error also when another delivery of the job took effect: then nothing of this one stays */
async function takeEffect(
  deps: Deps,
  worker: Worker,
  job: Job,
  requestId: string,
): Promise<Record<string, unknown>> {
  // the engine hands out null for a variable that is there but empty; the contract says "absent"
  const given = Object.fromEntries(Object.entries(job.variables).filter(([, v]) => v !== null));
  const input = worker.input.parse(given);
  const now = await deps.clock.now();
  const context = { input, deps, job, now, requestId };
  const { caseId } = input as { caseId?: string };
  const isFirst = caseId ? (await requireBelonging(deps, job, caseId)).isFirst : false;
  const gathered = await worker.gather?.(context);
  return deps.db.transaction(async (tx) => {
    if (caseId && isFirst) await noteInstance(tx, deps, job, caseId);
    const result = worker.output.parse(await worker.handle({ ...context, gathered, tx }));
    // waits for another delivery that is about to commit, and then finds it
    const claimed = await tx.query(
      `insert into job_effect (job_key, type, result, at) values ($1, $2, $3, $4)
       on conflict do nothing returning job_key`,
      [job.key, job.type, JSON.stringify(result), now],
    );
    if (claimed.length === 0) throw new Error('another delivery of the job took effect');
    return result;
  });
}

async function storedResult(
  db: EntityManager,
  key: string,
): Promise<Record<string, unknown> | null> {
  const [row]: { result: Record<string, unknown> }[] = await db.query(
    'select result from job_effect where job_key = $1',
    [key],
  );
  return row?.result ?? null;
}

/**
 * Notes, at the first job of a case, which instance it is and which rules it has. Releases that differ
 * in words alone have the same diagrams: then the case keeps the one that it was handed in under.
 */
async function noteInstance(
  tx: EntityManager,
  deps: Deps,
  job: Job,
  caseId: string,
): Promise<void> {
  const release = await deps.releases.byDefinition(job.processDefinitionKey);
  await tx.query(
    `update case_file c set process_instance_key = $2, release_id = case when exists (
       select 1 from release r where r.id = c.release_id and r.processes ? $4) then c.release_id
       else $3 end
     where id = $1 and process_instance_key is null`,
    [caseId, job.processInstanceKey, release.id, job.processDefinitionKey],
  );
}

function messageOf(error: unknown): string {
  if (error instanceof ZodError)
    return `input does not fit the contract: ${error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}`;
  return error instanceof Error ? error.message : String(error);
}
