import { dropOldRecords } from '../../stack/parts/old-records';
import { setting } from '../harness/client';

const DAY_MS = 24 * 3600 * 1000;
const prefix = `test-record-${Date.now()}`;

/** Nothing of a stack may grow for ever. */
test('[G-07] records of the engine are deleted after thirty days, and not before', async () => {
  const url = setting('OPENSEARCH_URL');
  const index = `${prefix}_job_2023-09-27`;
  expect((await fetch(`${url}/${index}`, { method: 'PUT' })).status).toBe(200);
  // made today, whatever day is in its name
  expect(await dropOldRecords(url, { prefix, now: Date.now() + 29 * DAY_MS })).toEqual([]);
  expect((await fetch(`${url}/${index}`, { method: 'HEAD' })).status).toBe(200);
  expect(await dropOldRecords(url, { prefix, now: Date.now() + 31 * DAY_MS })).toEqual([index]);
  expect((await fetch(`${url}/${index}`, { method: 'HEAD' })).status).toBe(404);
});
