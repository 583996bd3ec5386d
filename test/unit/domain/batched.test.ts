import { batched } from '../../../src/domain/batched';

/** What was to begin in this moment has begun. */
const moment = () => new Promise((done) => setImmediate(done));

describe('batched', () => {
  test('what is asked while others are answered goes together, each gets its own answer', async () => {
    const runs: number[][] = [];
    const double = batched<number, number>(
      async (questions) => {
        runs.push(questions);
        await new Promise((done) => setTimeout(done, 5));
        return questions.map((n) => 2 * n);
      },
      { most: 3 },
    );
    const first = double(1);
    await moment();
    const others = [2, 3, 4, 5].map(double);
    expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8, 10]);
    expect(runs).toEqual([[1], [2, 3, 4], [5]]);
  });

  test('several lots are on their way where that is allowed, each question in one of them', async () => {
    const runs: number[][] = [];
    const answering: (() => void)[] = [];
    const ask = batched<number, number>(
      async (questions) => {
        runs.push(questions);
        await new Promise<void>((done) => answering.push(done));
        return questions;
      },
      { most: 2, atOnce: 2 },
    );
    const answers = Promise.all([1, 2, 3, 4, 5].map(ask));
    await moment();
    await moment();
    expect(runs).toEqual([
      [1, 2],
      [3, 4],
    ]);
    answering[1]?.();
    await moment();
    await moment();
    expect(runs[2]).toEqual([5]);
    for (const done of answering) done();
    expect(await answers).toEqual([1, 2, 3, 4, 5]);
  });

  test('lots that begin some time apart take what came meanwhile; the first one goes at once', async () => {
    const runs: number[][] = [];
    const ask = batched<number, number>(
      async (questions) => {
        runs.push(questions);
        return questions;
      },
      { everyMs: 60 },
    );
    expect(await ask(1)).toBe(1);
    const second = ask(2);
    await moment();
    expect(await Promise.all([second, ask(3)])).toEqual([2, 3]);
    expect(runs).toEqual([[1], [2, 3]]);
  });

  test('a failure is told to all that went along, and to nobody after them', async () => {
    let fails = true;
    const ask = batched<number, number>(async (questions) => {
      if (fails) throw new Error('away');
      return questions;
    });
    const told = await Promise.allSettled([ask(1), ask(2)]);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await ask(3)).toBe(3);
  });
});
