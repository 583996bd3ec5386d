import { endOfTime, isOver } from '../../../src/domain/lateness';

const LAST_SECOND = '2026-10-10T15:59:59Z';

test('a task is in time until the end of its last second, and late from then on', () => {
  expect(endOfTime(LAST_SECOND)).toEqual(new Date('2026-10-10T16:00:00Z'));
  expect(isOver(LAST_SECOND, new Date('2026-10-10T15:59:59.999Z'))).toBe(false);
  expect(isOver(LAST_SECOND, new Date('2026-10-10T16:00:00Z'))).toBe(true);
});

test('a task without a due time is never late', () => {
  expect(isOver(null, new Date('2100-01-01T00:00:00Z'))).toBe(false);
});
