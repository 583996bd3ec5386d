import { setTimeout as pause } from 'node:timers/promises';
import { eachOf } from '../../../src/domain/at-once';

test('so many at a time, and the results in the order of the items', async () => {
  let running = 0;
  let most = 0;
  const results = await eachOf([5, 1, 3, 2], 2, async (ms, position) => {
    running += 1;
    most = Math.max(most, running);
    await pause(ms);
    running -= 1;
    return `${position}:${ms}`;
  });
  expect(results).toEqual(['0:5', '1:1', '2:3', '3:2']);
  expect(most).toBe(2);
});

test('after an error nothing else begins', async () => {
  const begun: number[] = [];
  const work = eachOf([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await pause(1);
    if (item === 2) throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  await pause(10);
  expect(begun.length).toBeLessThan(5);
});
