import { lateness, shortDue } from '../../../src/web/time';

const NOW = '2026-09-30T15:00:00+08:00';

test.each([
  ['2026-09-04T00:00:00+08:00', '9月3日 24:00'],
  ['2026-10-11T00:00:00+08:00', '10月10日 24:00'],
  ['2026-12-01T15:30:00+08:00', '12月1日 15:30'],
  ['2027-01-01T00:00:00+08:00', '12月31日 24:00'],
  ['2027-01-05T00:00:00+08:00', '2027年1月4日 24:00'],
])('a deadline at %s is said as %s', (due, said) => {
  expect(shortDue(due, NOW)).toBe(said);
});

test.each([
  ['2026-09-30T00:00:00+08:00', '逾期 1 天'],
  ['2026-09-04T00:00:00+08:00', '逾期 27 天'],
  // on the last day itself
  ['2026-09-30T14:00:00+08:00', '逾期'],
])('what was due before %s is %s', (due, said) => {
  expect(lateness(due, NOW)).toBe(said);
});
