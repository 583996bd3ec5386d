import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { CalendarChange } from '../../domain/calendar-changes';
import { CalendarPublication, Deadline } from '../../entities';
import { type Actor, appendAudit } from '../audit';
import { holdCalendar, readCalendar } from './days';
import { moveInRecord } from './move-in-record';
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
    const calendar = await readCalendar(tx);
    for (const { deadlineId } of preview.moves) {
      const row = await tx.findOneByOrFail(Deadline, { id: deadlineId });
      const computed = computedAnew(calendar, row);
      if (!computed) throw new Error(`deadline ${deadlineId} cannot be computed`);
      await moveInRecord(tx, row, { computed, cause: { publicationId: id } }, publishing);
    }
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
