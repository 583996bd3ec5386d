import { Remembered } from '../../../src/domain/remembered';

/** Answers with how often it was asked so far. */
function counted(limit: number) {
  const memory = new Remembered<number>(limit);
  let asked = 0;
  return (question: string) => memory.get(question, async () => ++asked);
}

test('the same question is asked once, also while it is being asked', async () => {
  const ask = counted(10);
  expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual([1, 1, 2]);
  expect(await ask('a')).toBe(1);
});

test('beyond the limit, what was not used for the longest time is asked again', async () => {
  const ask = counted(2);
  expect([await ask('a'), await ask('b'), await ask('a')]).toEqual([1, 2, 1]);
  expect(await ask('c')).toBe(3);
  expect([await ask('a'), await ask('b')]).toEqual([1, 4]);
});

test('what failed is asked again', async () => {
  const memory = new Remembered<string>(10);
  const broken = () => Promise.reject(new Error('no engine'));
  await expect(memory.get('a', broken)).rejects.toThrow('no engine');
  expect(await memory.get('a', async () => 'fine')).toBe('fine');
});
