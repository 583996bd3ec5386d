import { libraryYears, shanghaiDay } from '../../src/domain/working-days';
import { cancelOpenCases, endSql, settledClockAt, sql } from './cases';
import { givenPermit } from './subcontract';

/** Parts come back within minutes on a slow machine. */
const TEST_MS = 480_000;

/**
 * Lets the tests of a file run in real time, for what kills or restarts parts: the permit is there,
 * the year has a calendar, and what they leave open is ended afterwards.
 */
export function inRealTime(): void {
  let added: string[] = [];
  jest.setTimeout(TEST_MS);
  beforeAll(async () => {
    await settledClockAt(null);
    added = await addCalendar();
    await givenPermit();
  });
  afterAll(async () => {
    await cancelOpenCases();
    await sql('delete from calendar_day where date = any($1::date[])', [added]);
    await endSql();
  });
}

/**
 * Lets deadlines be counted from the real date on: tests that cannot pin the clock run in any year,
 * also before its holidays are published. Without a source the case would rightly stop (AE-95).
 * @returns the days that were added
 */
async function addCalendar(): Promise<string[]> {
  const year = Number(shanghaiDay(new Date()).slice(0, 4));
  const days = [year, year + 1].filter((y) => !libraryYears.has(y)).map((y) => `${y}-01-01`);
  const rows = await sql<{ day: string }>(
    `insert into calendar_day select day, 'REST', '元旦' from unnest($1::date[]) day
     on conflict do nothing returning date::text as day`,
    [days],
  );
  return rows.map(({ day }) => day);
}
