import { jsonProblem } from '../../../src/domain/json-shape';
import { LIMITS } from '../../../src/domain/limits';

const nested = (depth: number, lists = true): unknown =>
  JSON.parse(
    lists
      ? `${'['.repeat(depth)}1${']'.repeat(depth)}`
      : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
  );

describe('[D14][D6] JSON that nobody may have to handle', () => {
  test.each<[string, unknown, string, string]>([
    ['500 nested lists', { data: { projectName: nested(500) } }, 'deep', 'data.projectName.0.0'],
    ['8,000 nested lists', nested(8000), 'deep', '0.0.0'],
    ['200,000 nested objects', nested(200_000, false), 'deep', 'a.a.a'],
    ['too many values', { data: { rows: Array(LIMITS.values).fill(0) } }, 'many', 'data.rows'],
    ['a number beyond all', JSON.parse('{"data":{"a":[1,1e999]}}'), 'number', 'data.a.1'],
    ['NUL', { data: { a: 'x\0y' } }, 'text', 'data.a'],
    ['half a character', { data: { a: '\ud800' } }, 'text', 'data.a'],
    ['NUL in a name', { data: { 'a\0b': 1 } }, 'text', 'data.a\0b'],
    ['__proto__', JSON.parse('{"data":{"__proto__":{"admin":true}}}'), 'key', 'data.__proto__'],
    ['constructor', { data: { constructor: { prototype: 1 } } }, 'key', 'data.constructor'],
  ])('%s', (_, value, kind, path) => {
    const problem = jsonProblem(value);
    expect(problem?.kind).toBe(kind);
    expect(problem?.path.slice(0, path.length)).toBe(path);
    expect(problem?.path.length).toBeLessThan(250);
  });

  test('what is at the limits is no problem', () => {
    expect(jsonProblem(nested(LIMITS.depth))).toBeNull();
    expect(jsonProblem(nested(LIMITS.depth + 2))?.kind).toBe('deep');
    expect(jsonProblem(Array(LIMITS.values - 1).fill(0))).toBeNull();
    expect(jsonProblem(Array(LIMITS.values).fill(0))?.kind).toBe('many');
    expect(jsonProblem({ n: 1e308, t: '😀', none: null })).toBeNull();
  });
});
