import { meantBy, type OpenTask } from '../../../src/cases/open-tasks';

const task = (key: string, group: string, assignee: string | null = null) =>
  ({ task: { key, candidateGroups: [group], assignee }, model: {} }) as unknown as OpenTask;
const who = { username: 'li', organisations: ['city-330700'] };

test.each([
  ['of two offices: the own one', [task('1', 'city-330100'), task('2', 'city-330700')], '2'],
  [
    'of the own office: a free one',
    [task('1', 'city-330700', 'wu'), task('2', 'city-330700')],
    '2',
  ],
  [
    'before a free one: what was claimed',
    [task('1', 'city-330700'), task('2', 'city-330700', 'li')],
    '2',
  ],
  ['a colleague has them all: the first', [task('1', 'city-330700', 'wu')], '1'],
  ['a stranger, and who has claimed it past us', [task('1', 'a'), task('2', 'b', 'li')], '1'],
])('[GR-03] which of several open tasks for an act is meant: %s', (_, open, key) => {
  expect(meantBy(who, open)?.task.key).toBe(key);
});

test('none is open: none', () => {
  expect(meantBy(who, [])).toBeUndefined();
});
