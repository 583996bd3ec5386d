import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import { type Caller, personOrganisation } from '../domain/identity';
import { toShanghaiIso } from '../domain/working-days';
import { type CaseFile, Decision } from '../entities';
import { type RefusedError, refuse } from '../errors';
import { type ActingPerson, type Judgement, judgeAct, refusedAct } from '../facts/acts';
import type { Models } from '../models/read';
import { appendAudit } from '../records/audit';
import { lockCase } from '../records/case-lock';
import { keepAct } from '../records/judgements';
import { enqueue } from '../records/outbox';
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
): Promise<{ refused: RefusedError | null; judgement?: Judgement }> {
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
  requestId: string,
): Promise<void> {
  await visibleCase(deps.db.manager, caseId, caller);
  // rights are read fresh: a token may be older than a removal
  const person = await deps.people.find(caller.username);
  if (!person?.enabled) throw refuse('E-00-20');
  const now = await deps.clock.now();
  let refusedBy: { file: CaseFile; judgement: Judgement } | undefined;
  const withdrawn = deps.db.transaction(async (tx) => {
    // one act of a case is judged at a time, as decision.record does it
    const file = await lockCase(tx, caseId);
    const given = { opinion: reason };
    const { refused, judgement } = await withdrawalRefused(deps, tx, file, person, given, now);
    if (refused && judgement) refusedBy = { file, judgement };
    if (refused) throw refused;
    if (judgement) await keepAct(tx, file, now, judgement);
    const organisation = file.applicantOrganisation ?? personOrganisation(caller.username);
    const key = `withdrawal:${randomUUID()}`;
    const outcome = 'WITHDRAWN';
    await tx.insert(Decision, {
      userTaskKey: key,
      caseId,
      round: file.round,
      elementId: MESSAGE,
      act: ACT,
      outcome,
      opinion: reason ?? null,
      person: person.username,
      personName: person.name,
      organisation,
      completedAt: now,
      late: false,
      valid: true,
      refusalCode: null,
      refusalText: null,
    });
    await appendAudit(tx, {
      caseId,
      at: now,
      actor: { user: person.username, name: person.name, organisation },
      action: MESSAGE,
      entity: `case:${caseId}`,
      detail: { act: ACT, outcome, opinion: reason ?? null, userTask: key },
      requestId,
    });
    await enqueue(tx, {
      message: MESSAGE,
      correlationKey: caseId,
      variables: { withdrawnAt: toShanghaiIso(now), withdrawalReason: reason ?? null, requestId },
      now,
      ttlSeconds: WAITED_FOR_SECONDS,
    });
  });
  await withdrawn.catch(async (error) => {
    if (refusedBy) await keepAct(deps.db.manager, refusedBy.file, now, refusedBy.judgement);
    throw error;
  });
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
