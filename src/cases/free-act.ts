import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { type CaseFile, Decision } from '../entities';
import { type RefusedError, refuse } from '../errors';
import type { ActingPerson, Judgement } from '../facts/acts';
import { appendAudit } from '../records/audit';
import { lockCase } from '../records/case-lock';
import { keepAct } from '../records/judgements';
import { holdSending, keepSending } from '../records/sendings';
import type { Origin } from './origin';

/** Whether somebody may do it, and by what that was judged where decisions were asked. */
export interface FreeVerdict {
  refused: RefusedError | null;
  judgement?: Judgement;
}

/** A person as Keycloak knows them, who acts. */
export type Doer = ActingPerson & { name: string };

/** An act on a case that stands in no task of its diagram: withdrawing, reassigning, ending. */
export interface FreeAct {
  /** what the decisions about acts are asked about */
  act: string;
  outcome: string;
  /** of the audit event, and where the act stands in the record in place of an element */
  action: string;
  opinion: string | undefined;
  /** what the audit event tells beside act, outcome and opinion */
  detail?: Record<string, unknown>;
  /** as whom the person acts on this case */
  organisationOf(file: CaseFile, person: Doer): string;
  judge(tx: EntityManager, file: CaseFile, person: Doer, now: Date): Promise<FreeVerdict>;
  /** What it does, before it is on record: what throws leaves nothing behind. */
  effect(tx: EntityManager, file: CaseFile, now: Date): Promise<void>;
}

/**
 * Does an act that stands in no task: judged, recorded as an act of the case, audited, and done.
 * @throws RefusedError with the codes of the rules; E-00-20 where the caller's account is not in use
 */
export async function actFreely(
  deps: Pick<Deps, 'db' | 'people' | 'clock'>,
  caseId: string,
  caller: Caller,
  { act, outcome, action, opinion, detail, ...does }: FreeAct,
  { requestId, sending }: Origin,
): Promise<void> {
  // rights are read fresh: a token may be older than a removal
  const person = await deps.people.find(caller.username);
  if (!person?.enabled) throw refuse('E-00-20');
  const now = await deps.clock.now();
  let refusedBy: { file: CaseFile; judgement: Judgement } | undefined;
  const done = deps.db.transaction(async (tx) => {
    await holdSending(tx, sending);
    // one act of a case is judged at a time, as decision.record does it
    const file = await lockCase(tx, caseId);
    const { refused, judgement } = await does.judge(tx, file, person, now);
    if (refused && judgement) refusedBy = { file, judgement };
    if (refused) throw refused;
    if (judgement) await keepAct(tx, file, now, judgement);
    const organisation = does.organisationOf(file, person);
    const key = `${act.toLowerCase()}:${randomUUID()}`;
    await tx.insert(Decision, {
      ...{ userTaskKey: key, caseId, round: file.round, elementId: action, act, outcome },
      opinion: opinion ?? null,
      ...{ person: person.username, personName: person.name, organisation, completedAt: now },
      ...{ late: false, valid: true, refusalCode: null, refusalText: null },
    });
    await appendAudit(tx, {
      ...{ caseId, at: now, action, entity: `case:${caseId}`, requestId },
      actor: { user: person.username, name: person.name, organisation },
      detail: { act, outcome, opinion: opinion ?? null, userTask: key, ...detail },
    });
    await does.effect(tx, file, now);
    await keepSending(tx, sending, { caseId }, now);
  });
  await done.catch(async (error) => {
    if (refusedBy) await keepAct(deps.db.manager, refusedBy.file, now, refusedBy.judgement);
    throw error;
  });
}
