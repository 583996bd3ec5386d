import { dropOldRecords } from '../../stack/parts/old-records';
import { setting } from '../harness/client';

const prefix = `test-record-${Date.now()}`;

/** Nothing of a stack may grow for ever. */
test('[G-07] records of the engine older than is kept are deleted, the newest never', async () => {
  const url = setting('OPENSEARCH_URL');
  const made = async (day: string) => {
    const index = `${prefix}_job_${day}`;
    expect((await fetch(`${url}/${index}`, { method: 'PUT' })).status).toBe(200);
    return index;
  };
  const exists = async (index: string) =>
    (await fetch(`${url}/${index}`, { method: 'HEAD' })).status;
  // made one after the other, whatever day is in the name
  const [older, newest] = [await made('2026-12-30'), await made('2023-09-27')];
  expect(await dropOldRecords(url, { prefix })).toEqual([]);
  expect(await exists(older)).toBe(200);
  expect(await dropOldRecords(url, { prefix, keepMs: 0 })).toEqual([older]);
  expect(await dropOldRecords(url, { prefix, keepMs: 0 })).toEqual([]);
  expect([await exists(older), await exists(newest)]).toEqual([404, 200]);
  await fetch(`${url}/${newest}`, { method: 'DELETE' });
  // a new stack has none
  expect(await dropOldRecords(url, { prefix })).toEqual([]);
});
