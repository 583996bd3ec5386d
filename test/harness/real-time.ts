import { shanghaiDay } from '../../src/domain/working-days';
import { leaveStack, publishCalendar, settledClockAt } from './cases';
import { givenPermit } from './subcontract';

/** Parts come back within minutes on a slow machine. */
const TEST_MS = 480_000;

/**
 * Lets the tests of a file run in real time, for what kills or restarts parts: the permit is there,
 * the year has a calendar, and what they leave open is ended afterwards.
 */
export function inRealTime(): void {
  jest.setTimeout(TEST_MS);
  beforeAll(async () => {
    await settledClockAt(null);
    // deadlines are counted from the real date on, also before the holidays of a year are published:
    // without a calendar a case would rightly stop (AE-95)
    const year = Number(shanghaiDay(new Date()).slice(0, 4));
    await publishCalendar(year, year + 1);
    await givenPermit();
  });
  afterAll(leaveStack);
}
