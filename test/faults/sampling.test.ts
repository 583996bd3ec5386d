/** The monthly draw comes about although the engine is away on its day. */
import { settledClockAt, sql, waitStatus } from '../harness/cases';
import { taken } from '../harness/chongqing-records';
import {
  confirmedInRecord,
  drawnIn,
  emptyMonth,
  itemOf,
  tryDraw,
  withoutRecordedOnly,
} from '../harness/chongqing-supervision';
import { part, waitReady } from '../harness/client';
import { expectNothingLostOrDoubled } from '../harness/invariants';
import { jobBench } from '../harness/jobs';
import { inRealTime } from '../harness/real-time';

inRealTime();

test('[CQ-07b][CQ-07b-R05] engine down on the first working day of the month: drawn after it is back, once', async () => {
  const period = '2025-03';
  const bench = await jobBench();
  await settledClockAt('2025-03-31 20:00');
  await emptyMonth(period);
  for (let day = 10; day < 13; day += 1) await confirmedInRecord(bench, `2025-03-${day}`);
  const id = taken(await tryDraw(period));
  await waitStatus(id, 'TO_DRAW');
  await part('broker', 'kill9');
  await part('broker', 'start');
  await waitReady();
  await settledClockAt('2025-04-02 09:00');
  const sample = await drawnIn(id);
  expect([sample?.population.length, sample?.drawn.length]).toEqual([3, 1]);
  await waitStatus(await itemOf(String(sample?.drawn[0])), 'RECHECKING');
  await settledClockAt('2025-04-03 09:00');
  const draws = await sql(
    `select 1 from audit_event where action = 'sample.drawn' and entity = $1`,
    [`sample:${sample?.id}`],
  );
  const records = await sql('select 1 from issued_document where case_id = $1', [id]);
  expect([draws.length, records.length]).toEqual([1, 1]);
  await withoutRecordedOnly();
  await bench.deps.close();
  await settledClockAt(null);
  await expectNothingLostOrDoubled();
});
