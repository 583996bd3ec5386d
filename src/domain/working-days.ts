import chineseDays from 'chinese-days/dist/chinese-days.json';

// Only the data of chinese-days is used. Its functions format with the time zone of the machine
// (west of Greenwich the last of September becomes National Day) and call every day of a year they do not know
// a plain weekday or weekend.

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string;

/** One day whose kind differs from what the library says, or is not known to it. */
export interface CalendarOverride {
  date: Day;
  kind: 'WORK' | 'REST';
  name: string;
}

export interface CalendarOptions {
  /**
   * Days that win over the library. They also extend it: a year counts as known as soon as its
   * 1 January is among them, because every yearly arrangement of the State Council begins with that
   * day; a stray single day of an unknown year does not make the year known.
   */
  overrides?: readonly CalendarOverride[];
  /** Hour of the day (0–23, Asia/Shanghai) at which a reminder goes out. [P] default 9. */
  remindAtHour?: number;
}

/** WD working days (工作日), CD calendar days (日), DATE a fixed last day. */
export type DeadlineUnit = 'WD' | 'CD' | 'DATE';

export interface DeadlineRule {
  /** Instant of the event; its day in Asia/Shanghai is day 0 (CAL-2). */
  from: Date;
  /** Number of days, 1 or more; null with a fixed last day. */
  n: number | null;
  /** WD working days (工作日), CD calendar days (日), DATE a fixed last day. */
  unit: DeadlineUnit;
  /** The last day itself, whatever the event (CAL-5); with DATE only. */
  until?: Day | null;
  /** Remind this many working days before the last day. */
  remindBefore?: number | null;
  /** Hour of the day of the reminder; that of the calendar if not told. */
  remindAtHour?: number;
}

export interface Deadline {
  /** The first instant that is too late: 24:00 of the last day (CAL-3). */
  dueAt: Date;
  lastDay: Day;
  /** Null if none was asked for or its instant is not after the event. */
  remindAt: Date | null;
}

export interface Calendar {
  /** @throws CalendarYearMissing if no source knows the year. */
  isWorkingDay(date: Day): boolean;
  /**
   * The n-th working day strictly after `date` (before it for a negative n; `date` itself for 0).
   * @throws CalendarYearMissing if the way leads into a year that no source knows.
   */
  addWorkingDays(date: Day, n: number): Day;
  /**
   * How many days lie after `from` up to and including `to`; none if `to` is not later.
   * @throws CalendarYearMissing for working days of a year that no source knows.
   */
  daysElapsed(from: Day, to: Day, unit: 'WD' | 'CD'): number;
  /**
   * Last day, due instant and reminder of a time limit (CAL-1 to CAL-4).
   * A limit in calendar days and a fixed last day need no calendar; a reminder always does. A fixed
   * last day may lie before the event: the limit is over from its beginning.
   * @throws CalendarYearMissing as above (AE-95: nothing is guessed).
   */
  deadline(rule: DeadlineRule): Deadline;
}

/** No source knows the working days of `year` (AE-95). */
export class CalendarYearMissing extends Error {
  readonly code = 'E-00-04';

  constructor(readonly year: number) {
    super(`日历中没有${year}年的工作日安排 (no working-day calendar for ${year})`);
    this.name = 'CalendarYearMissing';
  }
}

const DAY_MS = 86_400_000;
// China has kept +08:00 without summer time since 1992; the library's data begins in 2004.
const SHANGHAI_OFFSET = '+08:00';
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The calendar day of an instant in Asia/Shanghai. @throws RangeError for an invalid date. */
export function shanghaiDay(instant: Date): Day {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The month (`YYYY-MM`) in Asia/Shanghai in which an instant lies. */
export function shanghaiMonth(instant: Date): string {
  return shanghaiDay(instant).slice(0, 7);
}

/** First day of a month (`YYYY-MM`). @throws RangeError if it is no month. */
export function firstDay(month: string): Day {
  return addCalendarDays(`${month}-01`, 0);
}

/** Last day of a month (`YYYY-MM`). @throws RangeError if it is no month. */
export function lastDay(month: string): Day {
  // any day of the next month is not more than 31 days after the first
  return addCalendarDays(`${addCalendarDays(firstDay(month), 31).slice(0, 7)}-01`, -1);
}

/** An instant as `YYYY-MM-DDTHH:mm:ss+08:00`. @throws RangeError if invalid. */
export function toShanghaiIso(instant: Date): string {
  const local = new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString();
  return `${local.slice(0, 19)}${SHANGHAI_OFFSET}`;
}

/** 00:00 (or the given full hour) of a day in Asia/Shanghai. */
export function shanghaiInstant(date: Day, hour = 0): Date {
  return new Date(`${date}T${String(hour).padStart(2, '0')}:00:00${SHANGHAI_OFFSET}`);
}

/** `date` moved by n calendar days. @throws RangeError if `date` is no real day. */
export function addCalendarDays(date: Day, n: number): Day {
  return new Date(utcMidnight(date) + n * DAY_MS).toISOString().slice(0, 10);
}

/** The years that chinese-days has an arrangement for, read off its data. */
export const libraryYears: ReadonlySet<number> = new Set(
  [...Object.keys(chineseDays.holidays), ...Object.keys(chineseDays.workdays)].map(yearOf),
);

/**
 * The working-day calendar of a jurisdiction: national holidays and make-up days (调休) from
 * chinese-days, corrected and extended by rows of ours (CAL-1).
 */
export function createCalendar(options: CalendarOptions = {}): Calendar {
  const { overrides = [], remindAtHour: hour = 9 } = options;
  const kinds = new Map(overrides.map((row) => [row.date, row.kind]));

  function isWorkingDay(date: Day): boolean {
    const weekday = new Date(utcMidnight(date)).getUTCDay();
    const year = yearOf(date);
    if (!libraryYears.has(year) && !kinds.has(`${date.slice(0, 4)}-01-01`)) {
      throw new CalendarYearMissing(year);
    }
    const kind = kinds.get(date);
    if (kind !== undefined) return kind === 'WORK';
    if (date in chineseDays.workdays) return true;
    if (date in chineseDays.holidays) return false;
    return weekday !== 0 && weekday !== 6;
  }

  function addWorkingDays(date: Day, n: number): Day {
    if (!Number.isInteger(n)) throw new RangeError(`not a whole number of working days: ${n}`);
    const step = Math.sign(n);
    let day = date;
    for (let left = Math.abs(n); left > 0; ) {
      day = addCalendarDays(day, step);
      if (isWorkingDay(day)) left -= 1;
    }
    return day;
  }

  function daysElapsed(from: Day, to: Day, unit: 'WD' | 'CD'): number {
    let elapsed = 0;
    for (let day = addCalendarDays(from, 1); day <= to; day = addCalendarDays(day, 1))
      if (unit === 'CD' || isWorkingDay(day)) elapsed += 1;
    return elapsed;
  }

  function lastDayOf({ from, n, unit, until }: DeadlineRule): Day {
    if (unit === 'DATE') return until ?? '';
    if (n === null || !Number.isInteger(n) || n < 1)
      throw new RangeError(`not a number of days: ${n}`);
    const dayZero = shanghaiDay(from);
    return unit === 'WD' ? addWorkingDays(dayZero, n) : addCalendarDays(dayZero, n);
  }

  function deadline(rule: DeadlineRule): Deadline {
    const { from, remindBefore, remindAtHour = hour } = rule;
    const lastDay = lastDayOf(rule);
    const dueAt = shanghaiInstant(addCalendarDays(lastDay, 1));
    if (remindBefore === undefined || remindBefore === null) {
      return { dueAt, lastDay, remindAt: null };
    }
    const remindAt = shanghaiInstant(addWorkingDays(lastDay, -remindBefore), remindAtHour);
    return { dueAt, lastDay, remindAt: remindAt > from ? remindAt : null };
  }

  return { isWorkingDay, addWorkingDays, daysElapsed, deadline };
}

function yearOf(date: Day): number {
  return Number(date.slice(0, 4));
}

function utcMidnight(date: Day): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  // Date.parse takes 30 February for 2 March: a day must come back as it went in.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`not a calendar day (YYYY-MM-DD): ${date}`);
  }
  return time;
}
