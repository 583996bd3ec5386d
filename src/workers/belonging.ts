import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import type { Job } from '../engine';
import { refusal } from '../errors';
import type { ProcessModel } from '../models/types';
import { noteSecurityEvent } from '../records/security-events';
import { NeedsPeople, RetryLater } from './define';

/** The feed is some milliseconds behind the engine; this long we wait in place for an instance. */
const WAIT_MS = 5000;
/** At once: the wait came first, and a back-off would stand still with a pinned clock. */
const COME_BACK_MS = 0;

/**
 * The property of a process whose jobs may take effect on other cases about the same thing (subject) as
 * its own case, `true`.
 */
const ON_RELATED = 'onRelated';

/** A case as a job names it, and what the job's process instance has to do with it. */
interface Standing {
  processId: string;
  instance: string | null;
  /** the job's instance, or one that called it at whatever depth, is the case's */
  isOwn: boolean;
  /** one of these instances has a case about the same thing */
  isRelated: boolean;
  /** the feed knows the job's instance */
  isKnown: boolean;
  /** the job's instance is some case's already */
  isTaken: boolean;
}

/** Job instances and cases found to belong together, so that the record is asked once; the newest ones. */
const known = new Set<string>();
const KNOWN_AT_MOST = 20_000;

/**
 * Makes sure that a job belongs to the case it names: its process instance is the case's own, or was
 * called by it at whatever depth, or its process is declared to act on related cases and its own case is
 * one. Whoever started the instance, and with what variables, is nothing that counts.
 * @returns whether the instance is the case's, which the record does not know yet
 * @throws NeedsPeople for any other, which is also a security event; RetryLater where the feed does not
 *   know the instance yet
 */
export async function requireBelonging(
  deps: Pick<Deps, 'db' | 'feed' | 'clock' | 'releases'>,
  job: Job,
  caseId: string,
): Promise<{ isFirst: boolean }> {
  const pair = `${job.processInstanceKey} ${caseId}`;
  if (known.has(pair)) return { isFirst: false };
  const found = await deps.feed.until(async () => {
    const standing = await standingOf(deps.db.manager, job, caseId);
    return isDecided(standing, job) ? standing : undefined;
  }, WAIT_MS);
  if (!found) throw new RetryLater('the instance is not told yet', COME_BACK_MS);
  if (isFirstOf(found, job)) return { isFirst: true };
  if (!found.isOwn && !(found.isRelated && (await actsOnRelated(deps, job))))
    throw await refused(deps, job, caseId);
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.add(pair);
  return { isFirst: false };
}

/** A case begins with the first job of an instance of its own process. */
const isFirstOf = (standing: Standing, job: Job) =>
  standing.instance === null && standing.processId === job.processId && !standing.isTaken;

const isDecided = (standing: Standing, job: Job) =>
  standing.isOwn || standing.isKnown || isFirstOf(standing, job);

async function standingOf(db: EntityManager, job: Job, caseId: string): Promise<Standing> {
  const [found]: Standing[] = await db.query(
    `with recursive up (key, parent) as (
       select $1::text, (select parent_key from engine_instance where key = $1)
       union all
       select i.key, i.parent_key from engine_instance i join up on i.key = up.parent)
     select process_id as "processId", process_instance_key as instance,
       exists (select 1 from up where up.key = c.process_instance_key) as "isOwn",
       exists (select 1 from case_file o join up on up.key = o.process_instance_key
               where o.subject = c.subject) as "isRelated",
       exists (select 1 from engine_instance where key = $1) as "isKnown",
       exists (select 1 from case_file where process_instance_key = $1) as "isTaken"
     from case_file c where id = $2`,
    [job.processInstanceKey, caseId],
  );
  if (!found) throw new Error(`there is no case ${caseId}`);
  return found;
}

/** Is the process of the job declared so? A release of before has no such property: there all are. */
async function actsOnRelated({ releases }: Pick<Deps, 'releases'>, job: Job): Promise<boolean> {
  const { processes } = (await releases.byDefinition(job.processDefinitionKey)).models;
  const isDeclared = ({ properties }: ProcessModel) => properties[ON_RELATED] === 'true';
  const own = processes[job.processId];
  return own !== undefined && (isDeclared(own) || !Object.values(processes).some(isDeclared));
}

async function refused(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  job: Job,
  caseId: string,
): Promise<Error> {
  const { code, en } = refusal('E-00-81');
  await noteSecurityEvent(db, {
    at: await clock.now(),
    // the engine does not say who started it
    person: '-',
    caseId,
    code,
    detail: {
      job: job.key,
      type: job.type,
      process: job.processId,
      instance: job.processInstanceKey,
    },
  });
  return new NeedsPeople(
    `${code} ${en}: instance ${job.processInstanceKey} of ${job.processId}, case ${caseId}`,
  );
}
