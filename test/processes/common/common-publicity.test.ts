/** Publicity with objections (`common-publicity`), as entries of projects have it: CQ-02, OP-12. */
import {
  caseView,
  clockAt,
  deadlinesOf,
  leaveStack,
  sql,
  waitMessage,
  waitStatus,
} from '../../harness/cases';
import {
  confirmed,
  decideObjection,
  enteredBuilding,
  group,
  objected,
  publicityOf,
  published,
  tell,
} from '../../harness/chongqing';
import { waitFor } from '../../harness/client';

describe('publicity', () => {
  beforeAll(() => clockAt('2024-05-06 10:00'));
  afterAll(leaveStack);

  test('[CQ-02][OP-12] dismissed: the rest of the days follows, once every objection is decided', async () => {
    const { id, projectNo } = await published();
    expect(await publicityOf(id)).toEqual([{ state: 'OPEN', ends: '2024-05-18 00:00' }]);
    // four working days have gone by: 05-07 … 05-10
    await clockAt('2024-05-10 15:00');
    const objection = await objected(id, projectNo);
    expect(await waitMessage(objection, 'CQ_OBJECTION')).toEqual(
      expect.arrayContaining(['county-500103', group('丁')]),
    );
    await waitStatus(id, 'OBJECTION');
    expect(await publicityOf(id)).toMatchObject([{ state: 'SUSPENDED' }]);
    const second = await objected(id, projectNo, { allegation: 'FRAUD' });
    await clockAt('2024-05-13 10:00');
    await decideObjection(objection, 'DISMISSED');
    await waitStatus(objection, 'DISMISSED');
    expect((await caseView(id)).status).toBe('OBJECTION');
    await decideObjection(second, 'DISMISSED');
    await waitStatus(id, 'PUBLICITY');
    // six are left, from 05-14 on
    expect(await publicityOf(id)).toEqual([{ state: 'OPEN', ends: '2024-05-22 00:00' }]);
    // on the last day: one working day is left at least
    await clockAt('2024-05-21 23:00');
    const last = await objected(id, projectNo);
    await waitStatus(id, 'OBJECTION');
    await clockAt('2024-05-22 09:00');
    await decideObjection(last, 'DISMISSED');
    await waitStatus(id, 'PUBLICITY');
    expect(await publicityOf(id)).toEqual([{ state: 'OPEN', ends: '2024-05-24 00:00' }]);
    await clockAt('2024-05-24 00:00');
    await waitStatus(id, 'STORED');
  });

  test('[CQ-02][OP-12] objection and decision that arrive when publicity goes on already', async () => {
    const { id } = await published();
    const [before] = await publicityOf(id);
    await tell('case.objection', id);
    await tell('objection.decided', id, { objectionOutcome: 'DISMISSED' });
    await waitFor('the look at the objection', () =>
      sql(`select 1 from case_step where case_id = $1 and element_id = 'Task_CheckFiled'`, [
        id,
      ]).then((steps) => steps.length > 0),
    );
    await tell('objection.decided', id, { objectionOutcome: 'RETURNED' });
    await waitStatus(id, 'RETURNED');
    expect(await publicityOf(id)).toEqual([{ ...before, state: 'WITHDRAWN' }]);
  });

  test('[CQ-02][CQ-07f][OP-12] a key check while an objection is open: the days stand still from the objection on', async () => {
    await clockAt('2024-05-06 10:00');
    const { id, projectNo } = await published();
    await clockAt('2024-05-08 10:00');
    const objection = await objected(id, projectNo);
    await waitStatus(id, 'OBJECTION');
    await clockAt('2024-05-10 10:00');
    await tell('key-check.opened', id);
    await waitStatus(id, 'KEY_CHECK');
    await decideObjection(objection, 'DISMISSED');
    await waitStatus(objection, 'DISMISSED');
    await clockAt('2024-05-13 10:00');
    await tell('key-check.concluded', id, { conclusion: 'CLEAN' });
    await waitStatus(id, 'PUBLICITY');
    // 05-07 and 05-08 have gone by: eight of ten are left, from 05-14 on
    expect(await publicityOf(id)).toEqual([{ state: 'OPEN', ends: '2024-05-24 00:00' }]);
  });

  test('[CQ-02][AC-17] publicity over the National Day', async () => {
    await clockAt('2024-09-27 10:00');
    const { id } = await enteredBuilding();
    await confirmed(id);
    expect(await deadlinesOf(id)).toMatchObject({ 'CQ_PUBLICITY#1': '2024-10-17 00:00' });
  });
});
