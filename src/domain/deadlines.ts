import { lastSecondBefore } from './lateness';
import { type Calendar, shanghaiDay, toShanghaiIso } from './working-days';

/**
 * An instant that never comes, for timers that are not to fire: a boundary timer must have one. The
 * last day that dates with four digits of a year can name.
 */
export const NEVER = '9999-12-31T00:00:00+08:00';

/** What a period is computed from; see `DeadlineAsked` of the entities for the single fields. */
export interface Period {
  /** instant of the event; its day in Asia/Shanghai is day 0 */
  startedAt: Date;
  /** WD working days, CD calendar days */
  unit: 'WD' | 'CD';
  asked: {
    n: number;
    remindBefore: number | null;
    remindAtHour: number | null;
    elapsedFrom: string | null;
    elapsedTo: string | null;
    atLeast: number;
  };
}

/** A period with its days counted. */
export interface Computed {
  /** days, without those that went by before an interruption */
  n: number;
  /** the first instant that is too late */
  dueAt: Date;
  remindAt: Date | null;
}

/**
 * Last instant and reminder of a period (CAL-1 to CAL-4), the same whenever it is asked with the same
 * calendar.
 * @throws CalendarYearMissing where the calendar knows nothing of a year
 */
export function deadlineOf(calendar: Calendar, { startedAt, unit, asked }: Period): Computed {
  const n = remaining(calendar, unit, asked);
  const { dueAt, remindAt } = calendar.deadline({
    ...{ from: startedAt, n, unit, remindBefore: asked.remindBefore },
    ...(asked.remindAtHour !== null && { remindAtHour: asked.remindAtHour }),
  });
  return { n, dueAt, remindAt };
}

/** The days of a period that was interrupted: without those that went by before. */
function remaining(calendar: Calendar, unit: 'WD' | 'CD', asked: Period['asked']): number {
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
