import { libraryYears, shanghaiDay } from '../../src/domain/working-days';
import { sql } from './cases';

let added: string[] = [];

/**
 * Lets deadlines be counted from the real date on: tests that cannot pin the clock run in any year,
 * also before its holidays are published. Without a source the case would rightly stop (AE-95).
 */
export async function givenCalendar(): Promise<void> {
  const year = Number(shanghaiDay(new Date()).slice(0, 4));
  const days = [year, year + 1].filter((y) => !libraryYears.has(y)).map((y) => `${y}-01-01`);
  const rows = await sql<{ day: string }>(
    `insert into calendar_day select day, 'REST', '元旦' from unnest($1::date[]) day
     on conflict do nothing returning date::text as day`,
    [days],
  );
  added = rows.map(({ day }) => day);
}

/** Leaves the calendar as it was found. */
export async function takeBackCalendar(): Promise<void> {
  await sql('delete from calendar_day where date = any($1::date[])', [added]);
}
