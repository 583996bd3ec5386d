/** CQ-02 with the acceptance examples of 5.3: verification, publicity, push. */
import {
  act,
  actsOf,
  attach,
  cancelOpenCases,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  endSql,
  messagesOf,
  sql,
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
  enteredBuilding,
  entry,
  gradesOf,
  group,
  national,
  PAPERS,
  projectEntries,
  uscc,
  verify,
  YUBEI,
  YUZHONG,
} from '../../harness/chongqing';
import { as, engine, waitFor } from '../../harness/client';
import { incidentOf, repair } from '../../harness/incidents';
import { submitPublicly } from '../../harness/public';

/** A message to a case, as `message.send` of another case brings it. */
const tell = (name: string, id: string, variables: object = {}) =>
  engine('messages/publication', { name, correlationKey: id, timeToLive: 60_000, variables });

/** Somebody of the public objects to what a case publishes; gives the objection's id. */
async function objected(id: string, projectNo: string, changes: object = {}): Promise<string> {
  const response = await objecting(id, projectNo, changes);
  if (response.status !== 201) throw new Error(`objection: ${response.status} ${response.text}`);
  const [row] = await sql<{ id: string }>('select id from case_file where number = $1', [
    response.body.number,
  ]);
  return String(row?.id);
}

async function objecting(id: string, projectNo: string, changes: object = {}) {
  const [shown] = await sql<{ id: string; number: string }>(
    'select id, number from publicity where case_id = $1 order by starts desc limit 1',
    [id],
  );
  return submitPublicly('cq-objection', {
    publication: shown?.id,
    caseNumber: shown?.number,
    projectNo,
    stage: 'CONTRACT',
    allegation: 'OTHER',
    reason: '合同金额与实际不符（虚构）',
    objectorName: '示例人',
    objectorPhone: '13800000000',
    ...changes,
  });
}

const publicityOf = (id: string) =>
  sql<{ state: string; ends: string }>(
    `select state, to_char(ends at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as ends
     from publicity where case_id = $1 order by starts`,
    [id],
  );

describe('verification, publicity, push', () => {
  afterEach(async () => {
    await national().behaveAsUsual();
  });
  afterAll(async () => {
    await cancelOpenCases();
    await clockAt(null);
    await endSql();
  });

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
    expect(await waitMessage(id, 'CQ_STORED')).toEqual([group('丁')]);
  });

  test('[CQ-02][AC-17] publicity over the National Day', async () => {
    await clockAt('2024-09-27 10:00');
    const { id } = await enteredBuilding();
    await confirmed(id);
    expect(await deadlinesOf(id)).toMatchObject({ 'CQ_PUBLICITY#1': '2024-10-17 00:00' });
  });

  test('[CQ-E101][CQ-E102][CQ-E103][G-03] who may decide what', async () => {
    await clockAt('2024-05-06 10:00');
    const { id } = await enteredBuilding();
    await waitTask(id, 'ACCEPT_CASE');
    expect(codes(await act(id, YUBEI, 'ACCEPT_CASE', { accepted: true }))).toEqual(['CQ-E101']);
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
    expect(await deadlinesOf(id)).toMatchObject({ 'CQ_CORRECTION#1': '2024-05-21 00:00' });
    await clockAt('2024-05-21 00:00');
    await waitMessage(id, 'CORRECTION_OVERDUE');
    expect(await caseView(id)).toMatchObject({ status: 'RETURNED', flags: ['OVERDUE'] });
    const corrected = await (await as(DING)).post(`/api/cases/${id}/corrections`, {
      data: entry({ projectNo }),
      attachments: await attach(DING, PAPERS),
    });
    expect(corrected.status).toBe(200);
    expect(await waitStatus(id, 'PENDING_VERIFY')).toMatchObject({ round: 2 });
    await confirmed(id);
  });

  test('[CQ-02][CQ-E102] overdue: the authority is reminded, nothing is decided', async () => {
    await clockAt('2024-05-06 10:00');
    const { id } = await enteredBuilding();
    await waitTask(id, 'ACCEPT_CASE');
    await clockAt('2024-05-14 00:00');
    expect(await waitMessage(id, 'CQ_OVERDUE')).toContain('county-500103');
    expect(await caseView(id)).toMatchObject({ status: 'PENDING_VERIFY', flags: ['OVERDUE'] });
    await accept(id);
    await verify(id, { outcome: 'REJECTED', opinion: '信息虚假' });
    await waitStatus(id, 'REJECTED');
    expect(await messagesOf(id)).toMatchObject({ CQ_REJECTED: [group('丁')] });
  });

  test('[CQ-02][OP-12] an objection suspends publicity; dismissed, the rest of the days follows', async () => {
    await clockAt('2024-05-06 10:00');
    const { id, projectNo } = await enteredBuilding();
    await confirmed(id);
    expect(await publicityOf(id)).toEqual([{ state: 'OPEN', ends: '2024-05-20 00:00' }]);
    // four working days have gone by: 05-07 … 05-10
    await clockAt('2024-05-10 15:00');
    const objection = await objected(id, projectNo);
    await waitStatus(id, 'OBJECTION');
    expect(await publicityOf(id)).toMatchObject([{ state: 'SUSPENDED' }]);
    const second = await objected(id, projectNo, { allegation: 'FRAUD' });
    await clockAt('2024-05-13 10:00');
    await doAct(objection, YUZHONG, 'DECIDE_OBJECTION', {
      outcome: 'DISMISSED',
      opinion: '与合同一致',
    });
    await waitStatus(objection, 'DISMISSED');
    expect((await caseView(id)).status).toBe('OBJECTION');
    await doAct(second, YUZHONG, 'DECIDE_OBJECTION', { outcome: 'DISMISSED', opinion: '查无实据' });
    await waitStatus(id, 'PUBLICITY');
    // six are left, from 05-14 on
    expect(await publicityOf(id)).toEqual([{ state: 'OPEN', ends: '2024-05-22 00:00' }]);
    await clockAt('2024-05-22 00:00');
    await waitStatus(id, 'STORED');
  });

  test('[CQ-02][OP-12] an objection that is upheld returns the application', async () => {
    await clockAt('2024-05-06 10:00');
    const { id, projectNo } = await enteredBuilding();
    await confirmed(id);
    const objection = await objected(id, projectNo);
    await waitStatus(id, 'OBJECTION');
    await doAct(objection, YUZHONG, 'DECIDE_OBJECTION', {
      outcome: 'RETURNED',
      opinion: '合同金额有误',
    });
    await waitStatus(id, 'RETURNED');
    expect(await publicityOf(id)).toMatchObject([{ state: 'WITHDRAWN' }]);
    expect(await waitStatus(objection, 'UPHELD')).toMatchObject({ status: 'UPHELD' });
  });

  test('[CQ-E105][AC-19] an objection after storing is refused', async () => {
    await clockAt('2024-04-30 10:00');
    const { id, projectNo } = await enteredBuilding();
    await confirmed(id);
    await clockAt('2024-05-17 00:05');
    await waitStatus(id, 'STORED');
    const response = await objecting(id, projectNo);
    expect([response.status, codes(response)]).toEqual([422, ['CQ-E105']]);
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
    expect((await waitStatus(id, 'REJECTED')).closedAt).not.toBeNull();
    expect(await actsOf(id)).toEqual([]);
  });

  test('[CQ-02][G-07][AC-20] push failure: retried, an incident, and no duplicate in the end', async () => {
    await clockAt('2024-04-30 10:00');
    const { id } = await enteredBuilding();
    await confirmed(id);
    await national().behave({ platform: 'NATIONAL', key: id, mode: 'DOWN' });
    await clockAt('2024-05-17 00:00');
    await waitStatus(id, 'PUSH_PENDING');
    const received = async (n: number) =>
      waitFor(`push ${n}`, async () => {
        const all = await national().received({ platform: 'NATIONAL', key: id });
        if (all.length < n) throw new Error(`${all.length} so far`);
        return all;
      });
    const waits = [1, 2, 4, 8, 16, 32, 60, 60, 60];
    let minutes = 0;
    for (const [i, wait] of waits.entries()) {
      await received(i + 1);
      minutes += wait;
      const at = new Date(Date.parse('2024-05-17T00:00:30+08:00') + minutes * 60_000 + i * 1000);
      await clockAt(
        new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
      );
    }
    await waitStatus(id, 'PUSH_FAILED');
    const incident = await waitFor('the incident', () => incidentOf(id));
    await national().behaveAsUsual();
    await repair(incident);
    await waitStatus(id, 'STORED');
    expect(await national().stored({ platform: 'NATIONAL', key: id })).toHaveLength(1);
  });
});
