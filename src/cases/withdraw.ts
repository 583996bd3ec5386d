import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import { type Caller, personOrganisation } from '../domain/identity';
import { toShanghaiIso } from '../domain/working-days';
import { type CaseFile, Decision } from '../entities';
import { refuse } from '../errors';
import { type ActingPerson, judgeAct, refusedAct } from '../facts/acts';
import type { Models } from '../models/read';
import { enqueue } from '../records/outbox';
import { actFreely, type FreeAct, type FreeVerdict } from './free-act';
import type { Origin } from './origin';
import { isApplicant } from './submit';
import { visibleCase } from './visibility';

/** What the decisions about acts are asked about, and what the diagram waits for. */
const ACT = 'WITHDRAW';
const MESSAGE = 'case.withdrawn';

/** A process that is not at its wait within this time has gone on: an old withdrawal must not hit a later one. */
const WAITED_FOR_SECONDS = 60;

/** What speaks against this person, who handed the case in, taking it back now; null: nothing. */
async function withdrawalRefused(
  deps: Pick<Deps, 'releases'>,
  db: EntityManager,
  file: CaseFile,
  person: ActingPerson,
  given: { opinion?: string | undefined },
  at: Date,
): Promise<FreeVerdict> {
  if (!isApplicant(file, person)) return { refused: refuse('E-00-21') };
  const release = await deps.releases.byId(file.releaseId);
  const waits = waitsFor(release.models.processes, file.processId);
  const again = await db.existsBy(Decision, {
    caseId: file.id,
    round: file.round,
    act: ACT,
    valid: true,
  });
  if (file.closedAt || !waits || again) return { refused: refuse('E-00-03') };
  const act = { name: ACT, person, heldBy: null, candidateGroups: null, given, at };
  const judgement = await judgeAct(deps, db, file, act);
  return { refused: judgement.refusals.length > 0 ? refusedAct(judgement) : null, judgement };
}

/** Can this caller withdraw the case now, as far as its page can tell? */
export async function canWithdraw(
  deps: Pick<Deps, 'releases'>,
  db: EntityManager,
  file: CaseFile,
  caller: Caller,
  now: Date,
): Promise<boolean> {
  const person = { ...caller, enabled: true };
  // the reason is asked for later: where one is needed, that is told then
  const { refused } = await withdrawalRefused(deps, db, file, person, { opinion: '-' }, now);
  return refused === null;
}

/**
 * Takes a case back for its applicant: recorded as an act of the case, and told to its process,
 * which ends it. Where the process does not wait for that, or a decision about acts refuses it, nothing
 * happens.
 * @throws E-00-22 to strangers, E-00-21 to anyone else but the applicant, else the decision's code
 */
export async function withdrawCase(
  deps: Deps,
  caseId: string,
  caller: Caller,
  reason: string | undefined,
  origin: Origin,
): Promise<void> {
  await visibleCase(deps.db.manager, caseId, caller);
  const withdrawal: FreeAct = {
    ...{ act: ACT, outcome: 'WITHDRAWN', action: MESSAGE, opinion: reason },
    organisationOf: (file) => file.applicantOrganisation ?? personOrganisation(caller.username),
    judge: (tx, file, person, now) =>
      withdrawalRefused(deps, tx, file, person, { opinion: reason }, now),
    effect: (tx, _, now) =>
      enqueue(tx, {
        message: MESSAGE,
        correlationKey: caseId,
        variables: {
          withdrawnAt: toShanghaiIso(now),
          withdrawalReason: reason ?? null,
          requestId: origin.requestId,
        },
        now,
        ttlSeconds: WAITED_FOR_SECONDS,
      }),
  };
  await actFreely(deps, caseId, caller, withdrawal, origin);
}

/** Does the process, or one it calls, wait for the message? */
function waitsFor(processes: Models['processes'], id: string, seen = new Set<string>()): boolean {
  const process = processes[id];
  if (!process || seen.has(id)) return false;
  seen.add(id);
  return (
    process.messages.includes(MESSAGE) ||
    process.calls.some((call) => waitsFor(processes, call.processId, seen))
  );
}
