import { isWorkday } from 'chinese-days';
import {
  addCalendarDays,
  type Calendar,
  CalendarYearMissing,
  createCalendar,
  type DeadlineRule,
  libraryYears,
  shanghaiDay,
  toShanghaiIso,
} from '../../../src/domain/working-days';

const calendar = createCalendar();
const at = (iso: string) => new Date(`${iso}+08:00`);
const workingDays = (n: number, from: string, remindBefore?: number): DeadlineRule => ({
  from: at(from),
  n,
  unit: 'WD',
  ...(remindBefore === undefined ? {} : { remindBefore }),
});

/** The table of the requirements, section 1.6: [holiday spans, worked weekend days]. */
const table: Record<number, [string, string]> = {
  2015: [
    '01-01–03; 02-18–24; 04-05–06; 05-01; 06-20, 06-22; 09-03–04; 09-27; 10-01–07',
    '01-04; 02-15; 02-28; 09-06; 10-10',
  ],
  2019: [
    '01-01; 02-04–10; 04-05–07; 05-01–04; 06-07–09; 09-13–15; 10-01–07',
    '02-02; 02-03; 04-28; 05-05; 09-29; 10-12',
  ],
  2020: [
    '01-01; 01-24–02-02; 04-04–06; 05-01–05; 06-25–27; 10-01–08',
    '01-19; 04-26; 05-09; 06-28; 09-27; 10-10',
  ],
  2026: [
    '01-01–03; 02-15–23; 04-04–06; 05-01–05; 06-19–21; 09-25–27; 10-01–07',
    '01-04; 02-14; 02-28; 05-09; 09-20; 10-10',
  ],
};

/** '01-24–02-02; 05-01' to the days meant. */
function expand(year: number, spans: string): Set<string> {
  const days = new Set<string>();
  for (const span of spans.split(/[;,]/).map((text) => text.trim())) {
    const [first = '', end = first] = span.split('–');
    const last = end.length === 2 ? first.slice(0, 3) + end : end;
    for (let day = `${year}-${first}`; day <= `${year}-${last}`; day = addCalendarDays(day, 1)) {
      days.add(day);
    }
  }
  return days;
}

function daysOfYear(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = addCalendarDays(day, 1)) {
    days.push(day);
  }
  return days;
}

describe('working days', () => {
  test.each(Object.entries(table))('[CAL-1] %s is as the requirements list it', (key, row) => {
    const year = Number(key);
    const rest = expand(year, row[0]);
    const worked = expand(year, row[1]);
    const expected = daysOfYear(year).filter((day) => {
      const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
      return worked.has(day) || (weekday % 6 !== 0 && !rest.has(day));
    });
    expect(daysOfYear(year).filter(calendar.isWorkingDay)).toEqual(expected);
  });

  test('[CAL-2] starts counting after the day of the event, also on a rest day', () => {
    expect(calendar.addWorkingDays('2026-09-30', 1)).toBe('2026-10-08');
    expect(calendar.addWorkingDays('2026-10-03', 1)).toBe('2026-10-08');
    expect(calendar.addWorkingDays('2026-10-08', 0)).toBe('2026-10-08');
    expect(calendar.addWorkingDays('2026-10-10', -2)).toBe('2026-10-08');
  });

  test('[CAL-2] agrees with a slow count over 100 000 random limits', () => {
    // The library's own function is the judge, asked with local noon so that any time zone will do.
    const days = [...libraryYears].sort().flatMap(daysOfYear);
    const works = days.map((day) => isWorkday(new Date(`${day}T12:00:00`)));
    let seed = 20_260_930;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed % below;
    };
    for (let run = 0; run < 100_000; run += 1) {
      const start = random(days.length - 200);
      const n = 1 + random(15);
      let index = start;
      for (let left = n; left > 0; ) {
        index += 1;
        if (works[index]) left -= 1;
      }
      const got = calendar.addWorkingDays(days[start] ?? '', n);
      if (got !== days[index]) throw new Error(`${days[start]} + ${n}: ${got}, not ${days[index]}`);
    }
  });

  test('refuses what is no day and no number', () => {
    expect(() => calendar.isWorkingDay('2026-02-30')).toThrow(RangeError);
    expect(() => calendar.isWorkingDay('2026-2-3')).toThrow(RangeError);
    expect(() => calendar.addWorkingDays('2026-02-03', 1.5)).toThrow(RangeError);
    expect(() => calendar.deadline(workingDays(0, '2026-02-03T10:00:00'))).toThrow(RangeError);
  });
});

describe('deadlines', () => {
  // [example, limit in working days, event, last day]
  const examples: [string, number, string, string][] = [
    ['[AE-01] supplement', 5, '2026-09-22T10:00:00', '2026-09-30'],
    ['[AE-01] review', 5, '2026-09-30T23:59:59', '2026-10-13'],
    ['[AE-02] review from a rest day', 5, '2026-10-01T00:00:00', '2026-10-13'],
    ['[AE-07] first round', 5, '2026-06-15T09:00:00', '2026-06-23'],
    ['[AE-07] second round', 5, '2026-06-18T09:00:00', '2026-06-26'],
    ['[AE-23] confirmation', 3, '2026-09-30T09:00:00', '2026-10-10'],
    ['[AE-27] after the notice', 3, '2026-10-12T09:00:00', '2026-10-15'],
    ['[AC-16] publicity over 1 May', 10, '2024-04-30T10:00:00', '2024-05-16'],
    ['[AC-17] publicity over National Day', 10, '2024-09-27T10:00:00', '2024-10-16'],
    ['[AE-32] from a Sunday', 3, '2026-10-11T09:00:00', '2026-10-14'],
  ];
  test.each(examples)('[CAL-2][CAL-3]%s: %i working days', (_name, n, from, lastDay) => {
    const deadline = calendar.deadline(workingDays(n, from));
    expect(deadline.lastDay).toBe(lastDay);
    expect(toShanghaiIso(deadline.dueAt)).toBe(`${addCalendarDays(lastDay, 1)}T00:00:00+08:00`);
    expect(deadline.remindAt).toBeNull();
  });

  test('[CAL-3][AE-24] expires at 00:00 of the next day even if that is a Sunday', () => {
    const { dueAt } = calendar.deadline(workingDays(3, '2026-09-30T00:00:00'));
    expect(toShanghaiIso(dueAt)).toBe('2026-10-11T00:00:00+08:00');
    expect(at('2026-10-10T23:59:59') < dueAt).toBe(true);
  });

  test('[CAL-2] takes the day of the event in Shanghai, not in Greenwich', () => {
    const from = new Date('2026-09-21T16:00:00Z');
    expect(shanghaiDay(from)).toBe('2026-09-22');
    expect(calendar.deadline({ from, n: 5, unit: 'WD' }).lastDay).toBe('2026-09-30');
  });

  test('[CAL-4] calendar days count every day and do not roll on', () => {
    const deadline = calendar.deadline({ from: at('2026-09-27T15:00:00'), n: 7, unit: 'CD' });
    expect(deadline.lastDay).toBe('2026-10-04');
    expect(toShanghaiIso(deadline.dueAt)).toBe('2026-10-05T00:00:00+08:00');
  });

  test('[AC-16][OP-12] counts the days that went by, the day of the objection among them', () => {
    expect(calendar.daysElapsed('2024-04-30', '2024-05-16', 'WD')).toBe(10);
    expect(calendar.daysElapsed('2024-04-30', '2024-05-09', 'WD')).toBe(4);
    // a rest day adds nothing, a make-up day does
    expect(calendar.daysElapsed('2024-04-30', '2024-05-05', 'WD')).toBe(0);
    expect(calendar.daysElapsed('2024-04-30', '2024-05-11', 'WD')).toBe(6);
    expect(calendar.daysElapsed('2024-04-30', '2024-05-05', 'CD')).toBe(5);
    expect(calendar.daysElapsed('2024-04-30', '2024-04-30', 'WD')).toBe(0);
    expect(calendar.daysElapsed('2024-05-09', '2024-04-30', 'WD')).toBe(0);
  });

  test('reminds at 09:00 so many working days before the last day', () => {
    const remind = (days: Calendar, rule: DeadlineRule) => {
      const { remindAt } = days.deadline(rule);
      return remindAt && toShanghaiIso(remindAt);
    };
    const rule = workingDays(3, '2026-09-30T10:00:00', 1);
    expect(remind(calendar, rule)).toBe('2026-10-09T09:00:00+08:00');
    expect(remind(createCalendar({ remindAtHour: 14 }), rule)).toBe('2026-10-09T14:00:00+08:00');
    expect(remind(calendar, { ...rule, remindBefore: 0 })).toBe('2026-10-10T09:00:00+08:00');
    // Three working days before the last day is the day of the event, 09:00: gone by.
    expect(remind(calendar, { ...rule, remindBefore: 3 })).toBeNull();
    expect(remind(calendar, { ...rule, remindBefore: null })).toBeNull();
  });
});

describe('years and overrides', () => {
  const newYear = { date: '2027-01-01', kind: 'REST', name: '元旦' } as const;

  test('[CAL-1] knows its years from the data of the library', () => {
    for (const year of [2004, 2015, 2019, 2020, 2026]) expect(libraryYears.has(year)).toBe(true);
    expect(libraryYears.has(2003)).toBe(false);
  });

  test('[CAL-1][AE-95][E-00-04] refuses a year without a source, naming it', () => {
    const next = Math.max(...libraryYears) + 1;
    const over = () => calendar.deadline(workingDays(3, `${next - 1}-12-30T10:00:00`));
    expect(over).toThrow(CalendarYearMissing);
    expect(over).toThrow(expect.objectContaining({ code: 'E-00-04', year: next }));
    expect(() => calendar.isWorkingDay('2003-10-08')).toThrow('2003');
  });

  test('[AE-95] a limit in calendar days needs no calendar, its reminder does', () => {
    const rule: DeadlineRule = { from: at('2031-09-27T15:00:00'), n: 7, unit: 'CD' };
    expect(calendar.deadline(rule).lastDay).toBe('2031-10-04');
    expect(() => calendar.deadline({ ...rule, remindBefore: 1 })).toThrow(CalendarYearMissing);
  });

  test('[CAL-1] rows of ours win over the library', () => {
    const own = createCalendar({
      overrides: [
        { date: '2026-10-08', kind: 'REST', name: '台风' },
        { date: '2026-10-11', kind: 'WORK', name: '调休' },
      ],
    });
    expect(own.addWorkingDays('2026-09-30', 3)).toBe('2026-10-11');
  });

  test('[CAL-1] rows of ours add a year once its 1 January is there', () => {
    const known = createCalendar({ overrides: [newYear] });
    expect(known.addWorkingDays('2026-12-31', 1)).toBe('2027-01-04');
    const stray = createCalendar({
      overrides: [{ date: '2027-05-01', kind: 'REST', name: '劳动节' }],
    });
    expect(() => stray.isWorkingDay('2027-05-01')).toThrow(CalendarYearMissing);
  });
});
