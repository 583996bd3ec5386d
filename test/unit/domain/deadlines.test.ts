import { deadlineOf, periodOf } from '../../../src/domain/deadlines';
import { createCalendar, toShanghaiIso } from '../../../src/domain/working-days';

const NOT_INTERRUPTED = {
  ...{ remindBefore: null, remindAtHour: null, elapsedFrom: null, elapsedTo: null, atLeast: 1 },
};

/** The end of a period with a fixed last day, and its reminder. */
function ends(until: string, startedAt: string, more: object = {}, holidays: string[] = []) {
  const overrides = holidays.map((date) => ({ date, kind: 'REST' as const, name: '' }));
  const asked = { ...NOT_INTERRUPTED, n: null, until, ...more };
  const period = { startedAt: new Date(startedAt), unit: 'DATE' as const, asked };
  const { n, dueAt, remindAt } = deadlineOf(createCalendar({ overrides }), period);
  return [n, toShanghaiIso(dueAt), remindAt && toShanghaiIso(remindAt)];
}

describe('a fixed last day', () => {
  const stop = '2020-02-01T00:00:00+08:00';

  test('[CAL-3][CAL-5] is in time until 24:00 in Shanghai, also on a rest day', () => {
    expect(ends('2020-01-31', '2019-12-31T23:59:59+08:00')).toEqual([null, stop, null]);
  });

  test('[CAL-5] does not depend on the event, and may lie before it', () => {
    expect(ends('2020-01-31', '2026-11-23T09:00:00+08:00')).toEqual([null, stop, null]);
    expect(ends('2020-01-31', '2026-11-23T09:00:00+08:00', { remindBefore: 1 })[2]).toBeNull();
  });

  test('[CAL-5] needs no calendar, and no change of one moves it', () => {
    expect(ends('2099-06-30', '2026-01-05T09:00:00+08:00')[1]).toBe('2099-07-01T00:00:00+08:00');
    expect(ends('2020-01-31', '2019-12-02T09:00:00+08:00', {}, ['2020-01-31'])[1]).toBe(stop);
  });

  test('[CAL-5] loses no day to an interruption', () => {
    const elapsed = { elapsedFrom: '2019-12-02T09:00:00Z', elapsedTo: '2019-12-05T09:00:00Z' };
    expect(ends('2020-01-31', '2019-12-09T09:00:00+08:00', elapsed)[1]).toBe(stop);
  });
});

test.each([
  [
    { n: 5, unit: 'WD' },
    { n: 5, unit: 'WD', until: null },
  ],
  [
    { n: null, unit: 'DATE', until: '2020-01-31' },
    { n: null, unit: 'DATE', until: '2020-01-31' },
  ],
  [{ n: null, unit: 'DATE', until: null }, null],
  [{ n: null, unit: null }, null],
  [{ n: 5, unit: 'MONTHS' }, null],
])('[DT-04] a row %j sets %j', (row, period) => {
  expect(periodOf(row)).toEqual(period);
});
