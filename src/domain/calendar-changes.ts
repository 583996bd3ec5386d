import { addCalendarDays, type CalendarOverride, type Day } from './working-days';

/** A day to publish; NATIONAL gives it back to the national calendar. */
export interface CalendarChange {
  date: Day;
  kind: 'WORK' | 'REST' | 'NATIONAL';
  name: string;
}

/** What is wrong with a line of what was handed in. */
export interface CalendarFault {
  /** from 1, the head of a CSV file is line 1; 0: the whole */
  line: number;
  zh: string;
  en: string;
}

/** What people may write for a kind, also in Chinese. */
const KINDS: Record<string, CalendarChange['kind']> = {
  ...{ WORK: 'WORK', 工作日: 'WORK', 上班: 'WORK', 补班: 'WORK' },
  ...{ REST: 'REST', 休息日: 'REST', 放假: 'REST', 休息: 'REST' },
  ...{ NATIONAL: 'NATIONAL', 按国家日历: 'NATIONAL' },
};

/**
 * Judges rows as people wrote them.
 * @param rows `{date: "2027-01-01", kind: "REST", name: "元旦"}`, kind in English or Chinese
 * @param firstLine the line of the first row, for the faults
 * @returns the days by date, or every fault; no day twice
 */
export function judgeChanges(
  rows: unknown[],
  firstLine: number,
): { changes: CalendarChange[]; faults: CalendarFault[] } {
  const changes = new Map<Day, CalendarChange>();
  const faults: CalendarFault[] = [];
  for (const [i, row] of rows.entries()) {
    const { date, kind, name } = (row ?? {}) as Record<string, unknown>;
    const fault = (zh: string, en: string) => faults.push({ line: firstLine + i, zh, en });
    const known = KINDS[String(kind).trim().toUpperCase()];
    const day = typeof date === 'string' ? date.trim() : '';
    if (!isDay(day))
      fault(`“${date}”不是日期，应为 2027-01-01 的形式`, `"${date}" is no date, write 2027-01-01`);
    else if (changes.has(day)) fault(`${day} 出现两次`, `${day} is there twice`);
    else if (!known)
      fault(
        `“${kind}”不是日期类别，应为 WORK（工作日）、REST（休息日）或 NATIONAL（按国家日历）`,
        `"${kind}" is no kind of day, write WORK, REST or NATIONAL`,
      );
    else
      changes.set(day, {
        date: day,
        kind: known,
        name: typeof name === 'string' ? name.trim() : '',
      });
  }
  if (rows.length === 0) faults.push({ line: 0, zh: '没有任何日期', en: 'there is no day in it' });
  return { changes: [...changes.values()].sort((a, b) => a.date.localeCompare(b.date)), faults };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return addCalendarDays(text, 0) === text;
  } catch {
    return false;
  }
}

/** The days on record once the changes are made, by date. */
export function withChanges(
  days: readonly CalendarOverride[],
  changes: readonly CalendarChange[],
): CalendarOverride[] {
  const all = new Map(days.map((day) => [day.date, day]));
  for (const { date, kind, name } of changes) {
    if (kind === 'NATIONAL') all.delete(date);
    else all.set(date, { date, kind, name });
  }
  return [...all.values()].sort((a, b) => a.date.localeCompare(b.date));
}

/** Why a deadline is left as it is. */
export type LeftReason =
  | 'PAST'
  | 'YEAR_MISSING'
  | 'OLD_RECORD'
  | 'OLD_DIAGRAM'
  | 'NOT_IN_FEED'
  | 'MANY_SCOPES'
  | 'NO_PLACE'
  | 'OVER'
  | 'REPLACED'
  | 'REFUSED'
  | 'NOT_KEPT'
  | 'NO_PERIOD';

/** The same in words. */
export const LEFT_REASONS: Record<LeftReason, { zh: string; en: string }> = {
  PAST: {
    zh: '改动后期限已过：不使当事人突然逾期，保留原期限，由办理部门决定',
    en: 'the new end is over already: nobody is made late at a stroke, the old end stays',
  },
  YEAR_MISSING: {
    zh: '新日历缺少所需年度',
    en: 'the new calendar does not know a year that it takes',
  },
  OLD_RECORD: {
    zh: '期限在本功能启用前计算，没有留下计算依据',
    en: 'it was computed before this release, what from is not on record',
  },
  OLD_DIAGRAM: {
    zh: '案件所用的旧版流程图逐个传递时刻，无法改动',
    en: 'the older diagram of the case hands instants over one by one',
  },
  NOT_IN_FEED: {
    zh: '引擎尚未告知该流程，请稍后再试',
    en: 'the feed does not know its process yet, try again later',
  },
  MANY_SCOPES: {
    zh: '期限在多实例步骤内，无法确定属于哪一个',
    en: 'it belongs to one of several instances of a step',
  },
  NO_PLACE: {
    zh: '流程图中没有等待该期限、可以重新设定的位置',
    en: 'nothing in the diagram that waits for it can be set anew',
  },
  OVER: {
    zh: '改动前已办结或已到期',
    en: 'it was met, or over, before it could be moved',
  },
  REPLACED: { zh: '后一次发布又改动了该期限', en: 'a later publication moved it again' },
  REFUSED: { zh: '引擎拒绝改动', en: 'the engine refused' },
  NOT_KEPT: {
    zh: '没有留存计算该期限时所问的事实，或新规则要读的事实当时没有',
    en: 'the facts it was computed from were not kept, or the new rules read others',
  },
  NO_PERIOD: {
    zh: '按新规则不设期限，或不按日计算',
    en: 'by the new rules there is no period, or none in days',
  },
};
