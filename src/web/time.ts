import type { Moment } from './views';

const hour = 3_600_000;
const day = 24 * hour;

/** Wall clock of Asia/Shanghai (UTC+8 all year since 1992) as `yyyy-mm-ddThh:mm:ss.mmmZ`. */
function wallClock(moment: Moment): string {
  return new Date(new Date(moment).getTime() + 8 * hour).toISOString();
}

/** `YYYY-MM-DD HH:mm`. */
export function dateTime(moment: Moment): string {
  return wallClock(moment).slice(0, 16).replace('T', ' ');
}

/** `YYYY-MM-DD`. */
export function date(moment: Moment): string {
  return wallClock(moment).slice(0, 10);
}

/** A deadline that ends at midnight is said as 24:00 of its last day. */
export function due(moment: Moment): string {
  if (wallClock(moment).slice(11, 19) !== '00:00:00') return dateTime(moment);
  return `${lastDay(moment)} 24:00`;
}

/** A deadline in few words, the year only where it is another one: `9月3日 24:00`. */
export function shortDue(moment: Moment, now: Moment): string {
  const [day = '', clock = ''] = due(moment).split(' ');
  const [year = '', month, date] = day.split('-');
  const years = year === wallClock(now).slice(0, 4) ? '' : `${year}年`;
  return `${years}${Number(month)}月${Number(date)}日 ${clock}`;
}

/** How long a deadline has been over, in calendar days; on its last day without a number. */
export function lateness(moment: Moment, now: Moment): string {
  const days = daysBetween(lastDay(moment), date(now));
  return days > 0 ? `逾期 ${days} 天` : '逾期';
}

/** The last day that belongs to a deadline. */
export function lastDay(moment: Moment): string {
  return date(new Date(new Date(moment).getTime() - 1));
}

/** The moment in ISO 8601, for `<time datetime>`. */
export function iso(moment: Moment): string {
  return new Date(moment).toISOString();
}

/** Calendar days from one `yyyy-mm-dd` to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day);
}

/** 一 … 日. */
export function weekday(isoDate: string): string {
  return '日一二三四五六'.charAt(new Date(`${isoDate}T00:00:00Z`).getUTCDay());
}
