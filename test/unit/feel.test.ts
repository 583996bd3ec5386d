import { namesIn } from '../../src/models/feel';

test('what a decision can be told is every name in its expressions, but not in its strings', () => {
  const names = namesIn([
    'if task.open = true then actor.entitled else (some o in actor.organisations satisfies o = "case")',
    '"a \\" given b", data.金额',
  ]);
  expect([...names].filter((name) => /^(task|actor|data|金额)$/.test(name)).sort()).toEqual([
    'actor',
    'data',
    'task',
    '金额',
  ]);
  expect(names.has('case')).toBe(false);
  expect(names.has('given')).toBe(false);
});
