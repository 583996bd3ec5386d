import { randomUUID } from 'node:crypto';
import { kept } from '../../src/tools/models/kept';

test('what a check found is made once, and anew where anything it rests on is another', async () => {
  const about = randomUUID();
  const make = jest.fn(async () => ['found']);
  expect(await kept([about, 'diagram'], make)).toEqual(['found']);
  expect(await kept([about, 'diagram'], make)).toEqual(['found']);
  expect(make).toHaveBeenCalledTimes(1);
  await kept([about, 'changed'], make);
  await kept([about, 'dia', 'gram'], make);
  expect(make).toHaveBeenCalledTimes(3);
});

test('a check that failed is tried again', async () => {
  const about = [randomUUID()];
  await expect(kept(about, () => Promise.reject(new Error('busy')))).rejects.toThrow('busy');
  expect(await kept(about, async () => 1)).toBe(1);
});
