import { asRead, readsOf } from '../../src/models/feel';

describe('what a decision reads of its facts', () => {
  const facts = {
    data: { 金额: 12, name: 'A', rows: [{ verdict: 'TRUE', reason: null }], 'a-b': { c: 1, d: 2 } },
    task: { open: true, limit: null },
    actor: { user: 'x', organisations: ['o'] },
  };
  const read = (...feel: string[]) => asRead(facts, readsOf(feel));

  test('the paths that are named, nothing beside them', () => {
    expect(read('data.金额 > task . limit', '"actor.user"', '"a \\" actor b"')).toEqual({
      data: { 金额: 12 },
      task: { limit: null },
    });
  });

  test('all of a name that stands alone anywhere, in whatever order', () => {
    expect(read('data.name', 'get value(data, "金额")')).toEqual({ data: facts.data });
    expect(read('get value(data, "金额")', 'data.name')).toEqual({ data: facts.data });
  });

  test('lists whole, whatever is done with their items', () => {
    const rows = { data: { rows: facts.data.rows } };
    expect(read('some row in data.rows satisfies row.verdict = "TRUE"')).toEqual(rows);
    expect(read('data.rows.verdict', 'data.rows[1].reason')).toEqual(rows);
  });

  test('names in backticks', () => {
    expect(read('data.`a-b`.c')).toEqual({ data: { 'a-b': { c: 1 } } });
  });

  test('what is not there stays away, so that it is null as before', () => {
    expect(read('task.unknown = null', 'nobody.name')).toEqual({ task: {} });
  });
});
