import { createTurns } from '../../../src/api/turns';

/** Work that ends when it is told to. */
function held() {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => done, end };
}

const rejected = { status: 429, refusals: [expect.objectContaining({ code: 'E-00-26' })] };

describe('[D7] turns', () => {
  test('one person has so much done at a time, so much waits, and more is refused', async () => {
    const turns = createTurns(2, 1);
    const begun: number[] = [];
    const all = [1, 2, 3].map((n) => {
      const one = held();
      const work = () => {
        begun.push(n);
        return one.work();
      };
      return { ...one, result: turns.take('a', work) };
    });
    await expect(turns.take('a', async () => 4)).rejects.toMatchObject(rejected);
    expect(begun).toEqual([1, 2]);
    all[1]?.end();
    await all[1]?.result;
    await new Promise(setImmediate);
    expect(begun).toEqual([1, 2, 3]);
    for (const one of all) one.end();
    await Promise.all(all.map(({ result }) => result));
    expect(await turns.take('a', async () => 5)).toBe(5);
  });

  test('others do not wait for that person', async () => {
    const turns = createTurns(1, 0);
    const slow = held();
    const first = turns.take('a', slow.work);
    await expect(turns.take('a', async () => 1)).rejects.toMatchObject(rejected);
    expect(await turns.take('b', async () => 2)).toBe(2);
    slow.end();
    await first;
  });

  test('what fails gives its turn back, and is told as it is', async () => {
    const turns = createTurns(1, 0);
    const fail = () => Promise.reject(new Error('no'));
    await expect(turns.take('a', fail)).rejects.toThrow('no');
    await expect(turns.take('a', fail)).rejects.toThrow('no');
    expect(await turns.take('a', async () => 3)).toBe(3);
  });
});
