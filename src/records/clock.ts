import type { DataSource } from 'typeorm';

/** Where every "now" comes from (CAL-6). */
export interface Clock {
  now(): Promise<Date>;
}

/**
 * Real time; or, where tests and demo may set the clock, the instant pinned in the record, so that
 * API and workers agree with the engine.
 * @param controlled setting CLOCK_CONTROLLED
 */
export function createClock(db: DataSource, controlled: boolean): Clock {
  if (!controlled) return { now: async () => new Date() };
  return {
    async now() {
      const rows: { pinned_at: Date | null }[] = await db.query(
        'select pinned_at from clock where id = 1',
      );
      return rows[0]?.pinned_at ?? new Date();
    },
  };
}

/** Pins the record's clock; null lets it run again. The engine's clock is set beside it. */
export async function pinClock(db: DataSource, instant: Date | null): Promise<void> {
  await db.query(
    'insert into clock (id, pinned_at) values (1, $1) on conflict (id) do update set pinned_at = $1',
    [instant],
  );
}
