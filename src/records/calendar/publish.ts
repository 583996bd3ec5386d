import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { CalendarChange } from '../../domain/calendar-changes';
import { toShanghaiIso } from '../../domain/working-days';
import { CalendarPublication, Deadline, DeadlineMove } from '../../entities';
import { type Actor, appendAudit } from '../audit';
import { holdCalendar, readCalendar } from './days';
import { type CalendarParts, type CalendarPreview, computedAnew, previewCalendar } from './preview';

/** Who publishes what, and the preview that they saw. */
export interface Publishing {
  changes: CalendarChange[];
  /** hash of the preview that was confirmed */
  hash: string;
  actor: Actor;
  why: string;
  now: Date;
  requestId: string;
}

/**
 * Publishes days: calendar, deadlines, audit events and what the engine has to follow, in one
 * transaction. The engine follows at once (`move.ts`), also after a crash.
 * @returns the publication; null where the preview is not the one that was confirmed, then nothing is done
 */
export function publishCalendar(
  db: DataSource,
  parts: CalendarParts,
  publishing: Publishing,
): Promise<{ id: string; preview: CalendarPreview } | null> {
  const { changes, hash, actor, why, now, requestId } = publishing;
  return db.transaction(async (tx) => {
    await holdCalendar(tx, 'publishes');
    const preview = await previewCalendar(tx, parts, changes, now);
    if (preview.hash !== hash) return null;
    const id = randomUUID();
    await tx.insert(CalendarPublication, {
      ...{ id, at: now, person: actor.user, organisation: actor.organisation, why },
      ...{ previewHash: hash, preview: preview as never },
    });
    await storeDays(tx, changes);
    await appendAudit(tx, {
      ...{ caseId: null, at: now, actor, action: 'calendar.published', requestId },
      entity: `calendar:${id}`,
      detail: {
        ...{ why, days: preview.days, previewHash: hash, moves: preview.moves.length },
        unsafe: preview.unsafe.map(({ caseNumber, key, reason }) => ({ caseNumber, key, reason })),
      },
    });
    for (const move of preview.moves) await moveInRecord(tx, id, move.deadlineId, publishing);
    // heard when the transaction commits
    await tx.query("select pg_notify('outbox', '')");
    return { id, preview };
  });
}

async function storeDays(tx: EntityManager, changes: CalendarChange[]): Promise<void> {
  for (const { date, kind, name } of changes) {
    if (kind === 'NATIONAL') await tx.query('delete from calendar_day where date = $1', [date]);
    else
      await tx.query(
        `insert into calendar_day (date, kind, name) values ($1, $2, $3)
         on conflict (date) do update set kind = excluded.kind, name = excluded.name`,
        [date, kind, name],
      );
  }
}

/** Moves a deadline in the record, with its audit event, and notes that the engine has to follow. */
async function moveInRecord(
  tx: EntityManager,
  publicationId: string,
  deadlineId: string,
  { actor, now, requestId }: Publishing,
): Promise<void> {
  const row = await tx.findOneByOrFail(Deadline, { id: deadlineId });
  const anew = computedAnew(await readCalendar(tx), row);
  if (!anew) throw new Error(`deadline ${deadlineId} cannot be computed`);
  const { n, dueAt, remindAt } = anew;
  await tx.update(Deadline, { id: row.id }, { n, dueAt, remindAt });
  // a publicity that ends with it
  await tx.query(
    `update publicity set ends = $3 where case_id = $1 and ends = $2 and state = 'OPEN'`,
    [row.caseId, row.dueAt, dueAt],
  );
  // what an earlier publication still had to move goes by this one
  await tx.update(
    DeadlineMove,
    { deadlineId, state: 'WAITING' },
    { state: 'LEFT', reason: 'REPLACED', doneAt: now },
  );
  await tx.insert(DeadlineMove, {
    ...{ id: randomUUID(), publicationId, deadlineId, caseId: row.caseId, state: 'WAITING' },
    ...{ fromDue: row.dueAt, toDue: dueAt, fromRemind: row.remindAt, toRemind: remindAt },
  });
  const iso = (at: Date | null) => at && toShanghaiIso(at);
  await appendAudit(tx, {
    ...{ caseId: row.caseId, at: now, actor, action: 'deadline.moved', requestId },
    entity: `case:${row.caseId}`,
    detail: {
      ...{ key: row.key, from: iso(row.dueAt), to: iso(dueAt), publication: publicationId },
      ...{ remindFrom: iso(row.remindAt), remindTo: iso(remindAt) },
    },
  });
}
