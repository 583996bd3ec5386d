/** Objections to what is in publicity (CQ-02, OP-12), and what comes after it. */
import { randomUUID } from 'node:crypto';
import {
  actsOf,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  decideObjection,
  mark,
  objected,
  objecting,
  publicityOf,
  published,
  tell,
  YUBEI,
  YUZHONG,
} from '../../harness/chongqing';
import { COMPLAINTS, SUPERVISION } from '../../harness/chongqing-records';
import { waitFor } from '../../harness/client';
import { completeInEngine } from '../../harness/engine-tasks';
import { waitTimer } from '../../harness/timers';

describe('objection', () => {
  beforeAll(() => clockAt('2024-05-06 10:00'));
  afterAll(leaveStack);

  test('[CQ-02][CQ-E101][OP-12] upheld: returned; another district cannot decide, not past the door either', async () => {
    await clockAt('2024-05-06 10:00');
    const { id, projectNo } = await published();
    const objection = await objected(id, projectNo);
    await waitStatus(id, 'OBJECTION');
    const given = { outcome: 'RETURNED', opinion: '合同金额有误' };
    await completeInEngine(objection, 'DECIDE_OBJECTION', YUBEI, given);
    await waitFor('the void act', async () => (await actsOf(objection)).length === 1);
    await doAct(objection, YUZHONG, 'DECIDE_OBJECTION', given);
    await waitStatus(id, 'RETURNED');
    expect(await publicityOf(id)).toMatchObject([{ state: 'WITHDRAWN' }]);
    await waitStatus(objection, 'UPHELD');
    expect(await actsOf(objection)).toEqual([
      `${YUBEI} DECIDE_OBJECTION void:CQ-E101`,
      `${YUZHONG} DECIDE_OBJECTION`,
    ]);
  });

  test('[CQ-02][CQ-07f][DD-C04] upheld as fraud: refused, and a key check of the project', async () => {
    const { id, projectNo } = await published();
    const objection = await objected(id, projectNo, { allegation: 'FRAUD' });
    await waitStatus(id, 'OBJECTION');
    await decideObjection(objection, 'REJECTED', '合同系伪造');
    await waitStatus(id, 'REJECTED');
    await waitStatus(objection, 'KEY_CHECK');
    await doAct(objection, SUPERVISION, 'CHOOSE_METHOD', { outcome: 'PAPER', opinion: '书面核查' });
    await doAct(objection, SUPERVISION, 'CONCLUDE', { outcome: 'CLEAN' });
    await waitStatus(objection, 'CLOSED');
  });

  test('[CQ-02][CQ-07f] during a key check: decided meanwhile, it counts when the key check ends', async () => {
    const [one, other] = await Promise.all([published(), published()]);
    for (const [{ id, projectNo }, outcome, status] of [
      [one, 'DISMISSED', 'PUBLICITY'],
      [other, 'RETURNED', 'RETURNED'],
    ] as const) {
      await tell('key-check.opened', id);
      await waitStatus(id, 'KEY_CHECK');
      const objection = await objected(id, projectNo);
      await decideObjection(objection, outcome);
      await waitFor('the decision at the application', () =>
        sql(
          `select 1 from outbox where message = 'objection.decided' and correlation_key = $1
             and sent_at is not null`,
          [id],
        ).then((sent) => sent.length > 0),
      );
      expect((await caseView(id)).status).toBe('KEY_CHECK');
      await tell('key-check.concluded', id, { conclusion: 'CLEAN' });
      await waitStatus(id, status);
    }
  });

  test('[CQ-02][OP-12] overdue: the authority is reminded, nothing is decided', async () => {
    const { id, projectNo } = await published();
    const objection = await objected(id, projectNo);
    await waitTask(objection, 'DECIDE_OBJECTION');
    await clockAt('2024-05-21 00:00');
    await waitMessage(objection, 'CQ_OVERDUE');
    expect(await caseView(objection)).toMatchObject({ status: 'OPEN', flags: ['OVERDUE'] });
    expect((await caseView(id)).status).toBe('OBJECTION');
  });

  test('[CQ-02][CQ-07g][DD-C05] after the period, before the push: a complaint that holds the push', async () => {
    await clockAt('2024-05-06 10:00');
    const [{ id, projectNo }, held] = await Promise.all([published(), published()]);
    await mark(projectNo, ['UNDER_KEY_CHECK']);
    // one that was registered in time and is decided after the end
    await sql(
      `insert into case_file (id, number, process_id, flow, release_id, title, status, data, subject,
         applicant_organisation, applicant_user, created_at)
       select $1, 'OBJECTION-' || number, 'cq-objection', flow, release_id, title, 'OPEN',
         jsonb_build_object('caseNumber', number), subject, 'public', 'public', created_at
       from case_file where id = $2`,
      [randomUUID(), held.id],
    );
    await clockAt('2024-05-20 00:05');
    await Promise.all([id, held.id].map((one) => waitTimer(one, 'Event_HoldRechecked')));
    expect((await caseView(id)).status).toBe('PUBLICITY_DONE');
    const late = await objected(id, projectNo);
    await waitStatus(late, 'REGISTERED');
    await mark(projectNo, []);
    const dismissed = { outcome: 'DISMISSED', opinion: '无线索' };
    await doAct(late, COMPLAINTS, 'ACCEPT_COMPLAINT', dismissed);
    await waitStatus(late, 'DISMISSED');

    await tell('objection.decided', held.id, { objectionOutcome: 'DISMISSED' });
    await waitFor('another look', async () => {
      const [row] = await sql<{ n: number }>(
        `select count(*)::int as n from rule_hit where case_id = $1 and rule_id = 'P01'`,
        [held.id],
      );
      return row?.n === 2;
    });
    await tell('objection.decided', held.id, { objectionOutcome: 'RETURNED' });
    await waitStatus(held.id, 'RETURNED');
    await clockAt('2024-05-20 01:06');
    await waitStatus(id, 'STORED');
  });

  test('[CQ-E105][CQ-E107][AC-19] after storing; and what is not published', async () => {
    await clockAt('2024-04-30 10:00');
    const { id, projectNo } = await published();
    const elsewhere = await objecting(id, projectNo, { caseNumber: 'CQ-01-2024-999999' });
    expect([elsewhere.status, codes(elsewhere)]).toEqual([422, ['CQ-E107']]);
    await clockAt('2024-05-17 00:05');
    await waitStatus(id, 'STORED');
    const response = await objecting(id, projectNo);
    expect([response.status, codes(response)]).toEqual([422, ['CQ-E105']]);
  });
});
