import { lastSecondBefore } from './lateness';
import {
  type Calendar,
  type Day,
  type DeadlineUnit,
  shanghaiDay,
  toShanghaiIso,
} from './working-days';

/**
 * An instant that never comes, for timers that are not to fire: a boundary timer must have one. The
 * last day that dates with four digits of a year can name.
 */
export const NEVER = '9999-12-31T00:00:00+08:00';

/** What a period is computed from; see `DeadlineAsked` of the entities for the single fields. */
export interface Period {
  /** instant of the event; its day in Asia/Shanghai is day 0 */
  startedAt: Date;
  /** WD working days, CD calendar days, DATE a fixed last day */
  unit: DeadlineUnit;
  asked: {
    n: number | null;
    until?: Day | null;
    remindBefore: number | null;
    remindAtHour: number | null;
    elapsedFrom: string | null;
    elapsedTo: string | null;
    atLeast: number;
  };
}

/** A period with its days counted. */
export interface Computed {
  /** days, without those that went by before an interruption; null with a fixed last day */
  n: number | null;
  /** the first instant that is too late */
  dueAt: Date;
  remindAt: Date | null;
}

/** How a row of a table of deadlines sets a period; null where it sets none. */
export function periodOf(rule: {
  n?: unknown;
  unit?: unknown;
  until?: unknown;
}): (Pick<Period['asked'], 'n' | 'until'> & Pick<Period, 'unit'>) | null {
  const { n, unit, until } = rule;
  if (unit === 'DATE') return typeof until === 'string' ? { unit, n: null, until } : null;
  if (typeof n !== 'number' || n === 0 || (unit !== 'WD' && unit !== 'CD')) return null;
  return { unit, n, until: null };
}

/**
 * Last instant and reminder of a period (CAL-1 to CAL-5), the same whenever it is asked with the same
 * calendar.
 * @throws CalendarYearMissing where the calendar knows nothing of a year
 */
export function deadlineOf(calendar: Calendar, { startedAt, unit, asked }: Period): Computed {
  const n = remaining(calendar, unit, asked);
  const { dueAt, remindAt } = calendar.deadline({
    ...{ from: startedAt, n, unit, until: asked.until ?? null, remindBefore: asked.remindBefore },
    ...(asked.remindAtHour !== null && { remindAtHour: asked.remindAtHour }),
  });
  return { n, dueAt, remindAt };
}

/** The days of a period that was interrupted: without those that went by before. */
function remaining(calendar: Calendar, unit: DeadlineUnit, asked: Period['asked']): number | null {
  if (asked.n === null || unit === 'DATE') return null;
  if (!asked.elapsedFrom || !asked.elapsedTo) return asked.n;
  const [from, to] = [asked.elapsedFrom, asked.elapsedTo].map((at) => shanghaiDay(new Date(at)));
  return Math.max(asked.atLeast, asked.n - calendar.daysElapsed(from ?? '', to ?? '', unit));
}

/**
 * The variable `deadline` as diagrams get it, date-times in +08:00.
 * @param now a reminder that is past by then is not sent: its timer never fires
 */
export function givenOf({ n, dueAt, remindAt }: Computed, onExpiry: string | null, now: Date) {
  return {
    dueAt: toShanghaiIso(dueAt),
    dueDate: toShanghaiIso(lastSecondBefore(dueAt)),
    remindAt: remindAt && toShanghaiIso(remindAt),
    dueTimer: toShanghaiIso(dueAt),
    remindTimer: remindAt && remindAt > now ? toShanghaiIso(remindAt) : NEVER,
    never: NEVER,
    days: n,
    onExpiry,
  };
}
