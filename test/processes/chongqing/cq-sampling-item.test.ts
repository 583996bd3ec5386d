/** CQ-07b: what was drawn is checked again (cq-sampling-item); a failed sample is rectified, its push waits. */
import {
  caseView,
  clockAt,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { confirmed, enteredBuilding, hitWith } from '../../harness/chongqing';
import { GROUP, refusedAct, SUPERVISION, YUZHONG } from '../../harness/chongqing-records';
import {
  confirmedInRecord,
  doVoid,
  drawnAt,
  drawnIn,
  emptyMonth,
  itemOf,
  withoutRecordedOnly,
} from '../../harness/chongqing-supervision';
import { waitFor } from '../../harness/client';
import { type JobBench, jobBench } from '../../harness/jobs';

describe('sampling items', () => {
  let bench: JobBench;
  beforeAll(async () => {
    bench = await jobBench();
  });
  afterAll(async () => {
    await withoutRecordedOnly();
    await bench.deps.close();
    await leaveStack();
  });

  test('[CQ-07b][CQ-07b-R06][CQ-07b-R07][CQ-E103] not pushed yet: held until it is rectified and passes', async () => {
    const period = '2024-10';
    await clockAt('2024-10-28 10:00');
    const { id } = await enteredBuilding();
    await confirmed(id);
    await emptyMonth(period);
    await sql(
      `update decision set completed_at = completed_at + interval '30 years'
       where case_id = $1 and act = 'VERIFY' and completed_at < '2000-01-01'`,
      [id],
    );
    const draw = await drawnAt('2024-11-01 02:00', period);
    expect(await drawnIn(draw)).toMatchObject({ population: [id], drawn: [id] });
    const item = await itemOf(id);
    await waitStatus(item, 'RECHECKING');
    expect((await waitTask(item, 'RECHECK')).groups).toEqual([GROUP.supervision]);
    expect(await refusedAct(item, SUPERVISION, 'RECHECK', { outcome: 'FAIL' })).toEqual([
      409,
      ['CQ-E103'],
    ]);
    await doAct(item, SUPERVISION, 'RECHECK', { outcome: 'FAIL', opinion: '合同登记与原件不符。' });
    await waitStatus(item, 'RECTIFYING');
    expect((await waitTask(item, 'RECTIFY')).groups).toEqual([GROUP.yuzhong]);
    expect(await waitMessage(item, 'CQ_SAMPLE_FAILED')).toEqual([GROUP.yuzhong]);
    expect((await caseView(id)).flags).toContain('DOUBTFUL');

    await clockAt('2024-11-12 09:00');
    await hitWith(id, 'SAMPLE_HOLD');
    expect((await caseView(id)).status).toBe('PUBLICITY_DONE');
    expect(await refusedAct(item, YUZHONG, 'RECTIFY', {})).toEqual([409, ['CQ-E103']]);
    await doAct(item, YUZHONG, 'RECTIFY', { opinion: '已补齐并更正。' });
    await doAct(item, SUPERVISION, 'RECHECK', { outcome: 'PASS' });
    await waitStatus(item, 'PASS');
    await waitStatus(id, 'STORED');
    expect((await caseView(id)).flags).not.toContain('DOUBTFUL');
    await waitStatus(draw, 'CLOSED');
  });

  test('[CQ-07b][CQ-07b-R06][CQ-07b-R07] stored already: passed, or marked and rectified, and stored it stays', async () => {
    const period = '2023-10';
    await emptyMonth(period);
    await clockAt('2024-03-29 09:00');
    const [good, bad] = [
      await confirmedInRecord(bench, '2023-10-10'),
      await confirmedInRecord(bench, '2023-10-11'),
    ];
    const draw = await drawnAt('2024-03-29 09:01', period, { ratePercent: 100 });
    await doAct(await itemOf(good), SUPERVISION, 'RECHECK', { outcome: 'PASS' });
    await waitStatus(await itemOf(good), 'PASS');
    await doVoid(await itemOf(bad), SUPERVISION, 'RECHECK', { outcome: 'FAIL' });
    await doAct(await itemOf(bad), SUPERVISION, 'RECHECK', { outcome: 'FAIL', opinion: '不符。' });
    await waitStatus(await itemOf(bad), 'RECTIFYING');
    await doVoid(await itemOf(bad), SUPERVISION, 'RECTIFY', { opinion: '已更正。' });
    await waitFor('the mark', async () => (await caseView(bad)).flags.includes('DOUBTFUL'));
    expect((await caseView(bad)).status).toBe('STORED');
    expect((await caseView(good)).flags).toEqual([]);
    expect((await caseView(draw)).status).toBe('DRAWN');
  });

  test('[CQ-07b][GR-12] case.read tells what an item is about, however often it is asked', async () => {
    const read = await confirmedInRecord(bench, '2023-11-10');
    const caseId = await bench.storedCase();
    const [file] = await sql<{ number: string; subject: string }>(
      'select number, subject from case_file where id = $1',
      [read],
    );
    const told = {
      ...{ number: file?.number, process: 'cq-project-entry', status: 'STORED' },
      ...{ subject: file?.subject, parties: { authority: GROUP.yuzhong } },
    };
    expect(await bench.done('case.read', { caseId, read })).toEqual(told);
    expect(await bench.done('case.read', { caseId, read })).toEqual(told);
  });
});
