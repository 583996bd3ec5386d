import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Computed } from '../../domain/deadlines';
import { type DeadlineUnit, toShanghaiIso } from '../../domain/working-days';
import { Deadline, type DeadlineAsked, DeadlineMove } from '../../entities';
import { type Actor, appendAudit } from '../audit';

/** The end a deadline gets, and why. */
export interface NewEnd {
  computed: Computed;
  /** the publication of days or the release by which it moves */
  cause: { publicationId: string } | { releaseId: number };
  /** the rule it is computed from, where that is another one */
  rule?: { unit: DeadlineUnit; asked: DeadlineAsked };
}

/**
 * Moves a deadline in the record, with its audit event, and notes that the engine has to follow
 * (`move.ts`), which is heard when the transaction commits.
 */
export async function moveInRecord(
  tx: EntityManager,
  row: Deadline,
  { computed, cause, rule }: NewEnd,
  { actor, now, requestId }: { actor: Actor; now: Date; requestId: string },
): Promise<void> {
  const { n, dueAt, remindAt } = computed;
  const { caseId, key, id: deadlineId } = row;
  await tx.update(Deadline, { id: row.id }, { n, dueAt, remindAt, ...(rule as object) });
  // a publicity that ends with it
  await tx.query(
    `update publicity set ends = $3 where case_id = $1 and ends = $2 and state = 'OPEN'`,
    [caseId, row.dueAt, dueAt],
  );
  // what still had to be moved before goes by this one
  await tx.update(
    DeadlineMove,
    { deadlineId, state: 'WAITING' },
    { state: 'LEFT', reason: 'REPLACED', doneAt: now },
  );
  await tx.insert(DeadlineMove, {
    ...{ id: randomUUID(), ...cause, deadlineId, caseId, state: 'WAITING' },
    ...{ fromDue: row.dueAt, toDue: dueAt, fromRemind: row.remindAt, toRemind: remindAt },
  });
  const iso = (at: Date | null) => at && toShanghaiIso(at);
  await appendAudit(tx, {
    ...{ caseId, at: now, actor, action: 'deadline.moved', entity: `case:${caseId}`, requestId },
    detail: {
      ...{ key, from: iso(row.dueAt), to: iso(dueAt), ...causeOf(cause) },
      ...{ remindFrom: iso(row.remindAt), remindTo: iso(remindAt) },
    },
  });
  await tx.query("select pg_notify('outbox', '')");
}

/** Why a deadline moved, as the audit trail says it. */
export function causeOf(
  cause: NewEnd['cause'] | DeadlineMove,
): { publication: string } | { release: number } {
  const { publicationId, releaseId } = cause as DeadlineMove;
  return publicationId ? { publication: publicationId } : { release: releaseId ?? 0 };
}
