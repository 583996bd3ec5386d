/**
 * CQ-02 with the acceptance examples of 5.3: verification and publicity (`cq-verify-publish-push`
 * with what it calls: `common-authority`, `common-deadline`, `common-correction`, `cq-store-project`). More of publicity and
 * push: common-publicity.test.ts, common-push.test.ts.
 */
import {
  act,
  actsOf,
  attach,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  leaveStack,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  accept,
  allTrue,
  CITY,
  confirmed,
  DING,
  entered,
  enteredBuilding,
  entry,
  fed,
  gradesOf,
  group,
  mark,
  national,
  newProjectNo,
  PAPERS,
  projectEntries,
  publicityOf,
  SUPPLEMENT_PAPERS,
  supplement,
  tell,
  uscc,
  verify,
  YUBEI,
  YUZHONG,
} from '../../harness/chongqing';
import { publicLines } from '../../harness/chongqing-records';
import { as, waitFor } from '../../harness/client';
import { completeInEngine } from '../../harness/engine-tasks';
import { type Change, deployModels } from '../../harness/models';
import { waitTimer } from '../../harness/timers';

/** Hands a returned application in again; gives the HTTP status. */
async function correct(id: string, data: object, papers = PAPERS): Promise<number> {
  const attachments = await attach(DING, papers);
  const path = `/api/cases/${id}/corrections`;
  return (await (await as(DING)).post(path, { data, attachments })).status;
}

/** OP-11: the switch that ends an application that is not corrected in time. */
const terminating: Change = {
  file: 'dmn/chongqing/cq-deadlines.dmn',
  from: '<outputEntry id="CQ_CORRECTION_onExpiryOut">\n          <text>"REMIND"',
  to: '<outputEntry id="CQ_CORRECTION_onExpiryOut">\n          <text>"TERMINATE"',
};

describe('verification, publicity, push', () => {
  afterEach(async () => {
    await national().behaveAsUsual();
  });
  afterAll(leaveStack);

  test('[CQ-02][CQ-01][CQ-08][AC-16] automatic publicity and push: ten working days over the holidays', async () => {
    await clockAt('2024-04-30 10:00');
    const { id, projectNo } = await enteredBuilding();
    const task = await waitTask(id, 'ACCEPT_CASE');
    expect(task.groups).toEqual(['county-500103']);
    await confirmed(id);
    expect(await deadlinesOf(id)).toMatchObject({
      'CQ_VERIFY#1': '2024-05-11 00:00',
      'CQ_PUBLICITY#1': '2024-05-17 00:00',
    });
    expect(await waitMessage(id, 'CQ_PUBLICITY_STARTED')).toEqual([group('丁')]);
    await clockAt('2024-05-16 23:59:59');
    expect((await caseView(id)).status).toBe('PUBLICITY');
    await clockAt('2024-05-17 00:00');
    await waitStatus(id, 'STORED');
    expect(await gradesOf(projectNo)).toEqual([
      'BASIC - D',
      `CONTRACT ${uscc('丁')} D`,
      'PERMIT - D',
      `TENDER ${uscc('丁')} D`,
    ]);
    const [project] = await projectEntries(projectNo);
    expect(project).toMatchObject({ kind: 'project', status: 'PARTLY_STORED', marks: [] });
    const [pushed] = await national().stored({ platform: 'NATIONAL', key: id });
    expect(pushed).toMatchObject({ version: 1, body: { projectNo, grade: 'D' } });
    expect(await publicityOf(id)).toMatchObject([{ state: 'STORED' }]);
    expect(await publicLines(id)).toContain('合同登记 · 数据等级: D级');
    expect(await waitMessage(id, 'CQ_STORED')).toEqual([group('丁')]);
  });

  test('[CQ-E102][CQ-E103][G-03][D16] who may decide what', async () => {
    await clockAt('2024-05-06 10:00');
    const { id } = await enteredBuilding();
    await waitTask(id, 'ACCEPT_CASE');
    // another district does not see it
    expect(codes(await act(id, YUBEI, 'ACCEPT_CASE', { accepted: true }))).toEqual(['E-00-22']);
    await accept(id);
    await waitTask(id, 'VERIFY');
    const verdicts = allTrue(['TENDER', 'CONTRACT']);
    const tries = [
      [{ verdicts: allTrue(['TENDER']), outcome: 'CONFIRMED' }, 'CQ-E102'],
      [{ verdicts: { ...verdicts, CONTRACT: 'FIX' }, outcome: 'CONFIRMED' }, 'CQ-E102'],
      [{ verdicts, outcome: 'RETURNED' }, 'CQ-E103'],
      [{ verdicts, outcome: 'REJECTED' }, 'CQ-E103'],
    ] as const;
    for (const [fields, code] of tries)
      expect(codes(await act(id, YUZHONG, 'VERIFY', fields))).toEqual([code]);
    await verify(id);
    await waitStatus(id, 'PUBLICITY');
  });

  test('[CQ-02][OP-03] a city-managed project is verified by the city commission', async () => {
    await clockAt('2024-05-06 10:00');
    const { id } = await enteredBuilding({ managementLevel: 'CITY' });
    expect(await waitTask(id, 'ACCEPT_CASE')).toMatchObject({ groups: ['city-500000.verify'] });
    await confirmed(id, CITY);
  });

  test('[CQ-02][4.1] withdrawn before acceptance, not after', async () => {
    await clockAt('2024-05-06 10:00');
    const { id } = await enteredBuilding();
    await waitTask(id, 'ACCEPT_CASE');
    await (await as(DING)).post(`/api/cases/${id}/withdrawal`).expect(202);
    const file = await waitStatus(id, 'WITHDRAWN');
    expect(file.closedAt).not.toBeNull();

    const other = (await enteredBuilding()).id;
    await accept(other);
    const response = await (await as(DING)).post(`/api/cases/${other}/withdrawal`);
    expect([response.status, codes(response)]).toEqual([409, ['E-00-05']]);
  });

  test('[CQ-02][4.1] returned, corrected in the same application, verified anew', async () => {
    await clockAt('2024-05-06 10:00');
    const { id, projectNo } = await enteredBuilding();
    await accept(id);
    await verify(id, { outcome: 'RETURNED', opinion: '合同金额有误' });
    await waitStatus(id, 'RETURNED');
    await waitTimer(id, 'Event_CorrectionOverdue');
    expect(await deadlinesOf(id)).toMatchObject({ 'CQ_CORRECTION#1': '2024-05-18 00:00' });
    await clockAt('2024-05-18 00:00');
    await waitMessage(id, 'CORRECTION_OVERDUE');
    expect(await caseView(id)).toMatchObject({ status: 'RETURNED', flags: ['OVERDUE'] });
    expect(await correct(id, entry({ projectNo }))).toBe(200);
    expect(await waitStatus(id, 'PENDING_VERIFY')).toMatchObject({ round: 2 });
    await confirmed(id);
  });

  test('[CQ-02][CQ-E102] overdue: the authority is reminded, nothing is decided', async () => {
    await clockAt('2024-05-06 10:00');
    const [{ id }, { id: accepted }] = [await enteredBuilding(), await enteredBuilding()];
    await waitTask(id, 'ACCEPT_CASE');
    await accept(accepted);
    await waitTask(accepted, 'VERIFY');
    await clockAt('2024-05-14 00:00');
    for (const [one, status] of [
      [id, 'PENDING_VERIFY'],
      [accepted, 'VERIFYING'],
    ] as const) {
      expect(await waitMessage(one, 'CQ_OVERDUE')).toContain('county-500103');
      expect(await caseView(one)).toMatchObject({ status, flags: ['OVERDUE'] });
    }
    await verify(accepted, { outcome: 'REJECTED', opinion: '信息虚假' });
    await waitStatus(accepted, 'REJECTED');
    expect(await waitMessage(accepted, 'CQ_REJECTED')).toEqual([group('丁')]);
  });

  test('[CQ-E101][CQ-E102][G-03] past the door: void, noted, offered again', async () => {
    await clockAt('2024-05-06 10:00');
    const { id } = await enteredBuilding();
    await completeInEngine(id, 'ACCEPT_CASE', YUBEI, { accepted: true });
    await waitFor('the void act', async () => (await actsOf(id)).length === 1);
    await accept(id);
    await completeInEngine(id, 'VERIFY', YUZHONG, { outcome: 'CONFIRMED', verdicts: {} });
    await waitFor('the other void act', async () => (await actsOf(id)).length === 3);
    await verify(id);
    await waitStatus(id, 'PUBLICITY');
    expect(await actsOf(id)).toEqual([
      `${YUBEI} ACCEPT_CASE void:CQ-E101`,
      `${YUZHONG} ACCEPT_CASE`,
      `${YUZHONG} VERIFY void:CQ-E102`,
      `${YUZHONG} VERIFY`,
    ]);
  });

  test('[CQ-02] what is not plausible is marked for the reviewer, who decides', async () => {
    await clockAt('2024-05-06 10:00');
    const projectNo = newProjectNo();
    await fed(projectNo);
    const data = entry({ projectNo });
    const tender = { ...(data.tender as object), tenderDate: '2023-03-02' };
    const id = await entered({ ...data, tender });
    await waitTask(id, 'ACCEPT_CASE');
    expect((await caseView(id)).marks).toEqual(['TENDER_AFTER_CONTRACT']);
    await confirmed(id);
  });

  test('[CQ-01][OP-01][CQ-E002] a supplement returned may be corrected after the closing day', async () => {
    await clockAt('2024-12-31 23:00');
    const projectNo = newProjectNo();
    await fed(projectNo);
    const { basic: _, ...rest } = supplement({ projectNo });
    const stages = ['TENDER', 'CONTRACT', 'DRAWING', 'ACCEPT', 'INDICATOR'];
    const data = { ...rest, stages };
    const id = await entered(data, { papers: SUPPLEMENT_PAPERS });
    await accept(id);
    await verify(id, { outcome: 'RETURNED', opinion: '合同金额有误' }, YUZHONG, stages);
    await waitStatus(id, 'RETURNED');
    await clockAt('2025-01-06 10:00');
    expect(await correct(id, data, SUPPLEMENT_PAPERS)).toBe(200);
    await waitStatus(id, 'PENDING_VERIFY');
  });

  test('[CQ-07f][CQ-02] a key check suspends each phase and gives it back', async () => {
    await clockAt('2024-05-06 10:00');
    const { id } = await enteredBuilding();
    await waitTask(id, 'ACCEPT_CASE');
    const suspended = async () => {
      await tell('key-check.opened', id);
      await waitStatus(id, 'KEY_CHECK');
    };
    await suspended();
    await tell('key-check.concluded', id, { conclusion: 'CLEAN' });
    await waitStatus(id, 'PENDING_VERIFY');
    await accept(id);
    await suspended();
    await tell('key-check.concluded', id, { conclusion: 'CLEAN' });
    await waitStatus(id, 'VERIFYING');
    await verify(id);
    await waitStatus(id, 'PUBLICITY');
    await clockAt('2024-05-08 10:00');
    await suspended();
    expect(await publicityOf(id)).toMatchObject([{ state: 'SUSPENDED' }]);
    await clockAt('2024-05-10 10:00');
    await tell('key-check.concluded', id, { conclusion: 'CLEAN' });
    await waitStatus(id, 'PUBLICITY');
    // eight of ten are left, from 05-11 (made up) on
    expect(await publicityOf(id)).toEqual([{ state: 'OPEN', ends: '2024-05-22 00:00' }]);
    await suspended();
    await tell('key-check.concluded', id, { conclusion: 'PARTIAL' });
    await waitStatus(id, 'RETURNED');
    expect(await publicityOf(id)).toMatchObject([{ state: 'WITHDRAWN' }]);
  });

  test('[CQ-07f] a key check that finds fraud ends the application', async () => {
    await clockAt('2024-05-06 10:00');
    const { id } = await enteredBuilding();
    await waitTask(id, 'ACCEPT_CASE');
    await tell('key-check.opened', id);
    await waitStatus(id, 'KEY_CHECK');
    await tell('key-check.concluded', id, { conclusion: 'FRAUD' });
    const rejected = await waitStatus(id, 'REJECTED');
    expect(rejected.closedAt).not.toBeNull();
    expect(rejected.flags).toEqual(['FRAUD_PROVEN']);
    expect(await actsOf(id)).toEqual([]);
  });

  test('[CQ-02][CQ-07f] a key check before the push, held or on its way, holds it too', async () => {
    await clockAt('2024-04-30 10:00');
    const [held, sent] = [await enteredBuilding(), await enteredBuilding()];
    await confirmed(held.id);
    await confirmed(sent.id);
    await mark(held.projectNo, ['UNDER_KEY_CHECK']);
    await national().behave({ platform: 'NATIONAL', key: sent.id, mode: 'LATER' });
    await clockAt('2024-05-17 00:00');
    for (const [{ id }, timer, status] of [
      [held, 'Event_HoldRechecked', 'PUBLICITY_DONE'],
      [sent, 'Event_RetryDue', 'PUSH_PENDING'],
    ] as const) {
      await waitTimer(id, timer);
      expect((await caseView(id)).status).toBe(status);
      await tell('key-check.opened', id);
      await waitStatus(id, 'KEY_CHECK');
      await tell('key-check.concluded', id, { conclusion: 'CLEAN' });
      await waitTimer(id, timer, 2);
      expect((await caseView(id)).status).toBe(status);
    }
    await national().acknowledge({ platform: 'NATIONAL', key: sent.id });
    await mark(held.projectNo, []);
    await tell('project.changed', held.id);
    await Promise.all([held, sent].map(({ id }) => waitStatus(id, 'STORED')));
  });

  test('[CQ-02][OP-11] not corrected in time: ends where the switch is on', async () => {
    await clockAt('2024-05-06 10:00');
    await deployModels(terminating);
    const { id } = await enteredBuilding();
    await accept(id);
    await verify(id, { outcome: 'RETURNED', opinion: '合同金额有误' });
    await waitStatus(id, 'RETURNED');
    await waitTimer(id, 'Event_CorrectionExpired');
    await clockAt('2024-05-18 00:00');
    expect((await waitStatus(id, 'TERMINATED')).closedAt).not.toBeNull();
    expect(await waitMessage(id, 'CQ_TERMINATED')).toEqual([group('丁')]);
    await deployModels();
  });
});
