import type { EntityManager } from 'typeorm';
import { type Calendar, type CalendarOverride, createCalendar } from '../../domain/working-days';
import { CalendarDay } from '../../entities';

/** The days on record that differ from the national calendar, or extend it; the earliest first. */
export async function recordedDays(db: EntityManager): Promise<CalendarOverride[]> {
  const rows = await db.find(CalendarDay, { order: { date: 'ASC' } });
  return rows.map(({ date, kind, name }) => ({ date, kind, name: name ?? '' }));
}

/** The working-day calendar as it is on record now. */
export async function readCalendar(db: EntityManager): Promise<Calendar> {
  return createCalendar({ overrides: await recordedDays(db) });
}

/**
 * Keeps the calendar as it is until the transaction ends: many may read it at once, one publishes and
 * waits for those who read.
 */
export async function holdCalendar(tx: EntityManager, who: 'reads' | 'publishes'): Promise<void> {
  const how = who === 'reads' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.query(`select ${how}(hashtextextended('calendar', 0))`);
}
