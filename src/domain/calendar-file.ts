import { parse } from 'csv-parse/sync';
import { type CalendarChange, type CalendarFault, judgeChanges } from './calendar-changes';

/** Heads that people write for the three columns. */
const HEADS: Record<string, string> = { 日期: 'date', 类别: 'kind', 名称: 'name' };

/**
 * Reads days to publish: a CSV file with the columns `date,kind,name` (日期,类别,名称), or a JSON list of
 * objects with these fields.
 * @returns the days by date, or every fault with its line
 */
export function readCalendarFile(text: string): {
  changes: CalendarChange[];
  faults: CalendarFault[];
} {
  try {
    if (text.trimStart().startsWith('[')) return judgeChanges(JSON.parse(text), 1);
    const head = (names: string[]) => names.map((name) => HEADS[name] ?? name.toLowerCase());
    const options = { bom: true, columns: head, skip_empty_lines: true, trim: true } as const;
    return judgeChanges(parse(text, { ...options, relax_column_count_less: true }), 2);
  } catch (error) {
    const why = (error as Error).message;
    const fault = { line: 0, zh: `文件无法读取：${why}`, en: `the file cannot be read: ${why}` };
    return { changes: [], faults: [fault] };
  }
}
