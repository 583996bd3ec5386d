import { type EntityManager, In, IsNull } from 'typeorm';
import type { Deps } from '../deps';
import { actingOrganisation, type Caller, personOrganisation } from '../domain/identity';
import { toShanghaiIso } from '../domain/working-days';
import { CaseFile } from '../entities';
import { refuse } from '../errors';
import { sendNotices } from '../records/notices';
import { enqueue } from '../records/outbox';
import { endRunning } from '../records/publicity';
import { wordMessage } from '../wording/messages';
import { judgeAdministering, TERMINATE } from './administer';
import { actFreely, type FreeAct } from './free-act';
import type { Origin } from './origin';
import { visibleCase } from './visibility';

/** Outcome of the act, and status of the case. */
const TERMINATED = 'TERMINATED';
/** What a diagram waits for that puts in order itself what others wait for. */
const MESSAGE = 'case.terminated';
/** Message of `common-messages`. */
const CASE_TERMINATED = 'CASE_TERMINATED';

/** A process waits for it as long as it runs; one that has just ended must not keep it for later. */
const WAITED_FOR_SECONDS = 60;

/**
 * Ends a case that cannot go on (终止). Where its process waits for `case.terminated`,
 * that ends it, as a withdrawal does; any other is cancelled where it stands. Its publicity ends.
 * @throws E-00-22 to strangers, E-00-03 where it has ended or not begun, or other open cases stand in it
 *   (items of a sample: they are ended first); else the codes of the decisions
 */
export async function terminateCase(
  deps: Deps,
  caseId: string,
  caller: Caller,
  reason: string | undefined,
  origin: Origin,
): Promise<void> {
  await visibleCase(deps.db.manager, caseId, caller);
  const given = reason ? { opinion: reason } : {};
  const termination: FreeAct = {
    ...{ act: TERMINATE, outcome: TERMINATED, action: MESSAGE, opinion: reason },
    organisationOf: (_, person) => actingOrganisation(person) ?? '-',
    async judge(tx, file, person, now) {
      const asked = { act: TERMINATE, given };
      const verdict = await judgeAdministering(deps, tx, file, person, asked, now);
      if (verdict.refused) return verdict;
      const { processInstanceKey: key, closedAt } = file;
      const ends = key && !closedAt && !(await holdsOthers(deps, tx, key));
      return ends ? verdict : { refused: refuse('E-00-03') };
    },
    effect: (tx, file, now) =>
      end(deps, tx, file, { reason: reason ?? '', now, requestId: origin.requestId }),
  };
  await actFreely(deps, caseId, caller, termination, origin);
}

/** Are there open cases whose instances an instance has called? They would go with it unsaid. */
async function holdsOthers(
  { feed }: Pick<Deps, 'feed'>,
  tx: EntityManager,
  instance: string,
): Promise<boolean> {
  const keys = await feed.below(instance);
  return tx.existsBy(CaseFile, { processInstanceKey: In(keys), closedAt: IsNull() });
}

async function end(
  deps: Deps,
  tx: EntityManager,
  file: CaseFile,
  { reason, now, requestId }: { reason: string; now: Date; requestId: string },
): Promise<void> {
  const release = await deps.releases.byId(file.releaseId);
  const ended = { status: TERMINATED, statusReason: reason };
  const wording = await wordMessage(release, { ...file, ...ended }, CASE_TERMINATED);
  const applicant = file.applicantOrganisation ?? personOrganisation(file.applicantUser);
  const recipients = [applicant, ...Object.values(file.parties)];
  await sendNotices(tx, file, CASE_TERMINATED, wording, recipients, now, deps.config);
  await endRunning(tx, file.id);
  if (release.models.processes[file.processId]?.messages.includes(MESSAGE)) {
    await enqueue(tx, {
      ...{ message: MESSAGE, correlationKey: file.id, now, ttlSeconds: WAITED_FOR_SECONDS },
      variables: { terminatedAt: toShanghaiIso(now), terminationReason: reason, requestId },
    });
    return;
  }
  await tx.update(CaseFile, file.id, { ...ended, closedAt: now, awaitsCorrection: false });
  // what was there already is gone all the same when this is tried again
  await deps.engine.cancelInstance(file.processInstanceKey ?? '');
}
