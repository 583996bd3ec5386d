import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  messagesOf,
  sql,
  waitMessage,
  waitMessageText,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { tool } from '../../harness/models';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  correct,
  entryOf,
  GROUP,
  givenPermit,
  inParallel,
  JIA,
  notices,
  PERMIT,
  submitted,
  submittedMany,
  tasksOf,
  XIAOSHAN,
  YI,
} from '../../harness/subcontract';
import { BOX, pdfLines } from '../../unit/documents/pdf-text';

const RETURN = { outcome: 'RETURNED', opinion: '合同编号与我单位留存的不一致。' };
const REFUSE = { outcome: 'NOT_APPROVED', opinion: '验收记录缺少监理单位签章。' };

/** Names and signs that the main font of documents does not have, and a notice of two paragraphs. */
const RARE_NAME = '𠮷野𪻐厦⌀800桩基（虚构）';
const NOTICE = { noticeText: '请𠮷先生、施𪻐核实⌀800桩基。\n再先回复本督促单，予以确认。' };

/**
 * 慈溪市 issues the notice once 甲, too, has been offered its late confirmation. Looked for in this
 * order: when the notice's task is found, 甲's task that ran out is not any more.
 */
async function issueNotice(id: string): Promise<void> {
  await waitTask(id, 'ISSUE_NOTICE');
  await waitTask(id, 'CONFIRM');
  await doAct(id, CIXI, 'ISSUE_NOTICE', NOTICE);
}

/** Returned, refused and corrected records from Wed 2026-09-30 to Wed 2026-10-28, on one clock. */
describe('rounds', () => {
  let id: Record<'returned' | 'confirmedNext' | 'urgedTwice', string>;

  beforeAll(async () => {
    await clockAt('2026-09-30 15:00');
    await givenPermit();
    const [others, urgedTwice] = await Promise.all([
      submittedMany('returned', 'confirmedNext'),
      submitted({ projectName: RARE_NAME }),
    ]);
    await waitTask(urgedTwice, 'CONFIRM');
    id = { ...others, urgedTwice };
  });
  afterAll(leaveStack);

  test('[ZJ-07][GR-08][GR-04] 甲 returns with a reason: 乙 is told and has it back', async () => {
    await doAct(id.returned, JIA, 'CONFIRM', RETURN);
    const view = await waitStatus(id.returned, 'RETURNED');
    expect(view).toMatchObject({ round: 1, awaitsCorrection: true, tasks: [] });
    expect(await waitMessage(id.returned, 'SUBCONTRACT_RETURNED')).toEqual([GROUP.yi]);
    // [R9] the reason is said, not only that there is one
    await waitMessageText(id.returned, 'SUBCONTRACT_RETURNED', RETURN.opinion);
    expect(view.statusReason).toBe(RETURN.opinion);
    const [decision] = await sql<{ opinion: string }>(
      'select opinion from decision where case_id = $1',
      [id.returned],
    );
    expect(decision?.opinion).toBe(RETURN.opinion);
  });

  test('[ZJ-07][GR-07] nobody but 乙 corrects it', async () => {
    const refused = await (await as(JIA)).post(`/api/cases/${id.returned}/corrections`, {
      data: {},
    });
    expect([refused.status, codes(refused)]).toEqual([403, ['E-00-21']]);
  });

  test('[ZJ-07][E-07-04] a correction is checked like the first submission', async () => {
    const { data } = (await (await as(YI)).get(`/api/cases/${id.returned}`)).body;
    const refused = await (await as(YI)).post(`/api/cases/${id.returned}/corrections`, {
      data: { ...data, projectLeaderIdNumber: '330782188801010011' },
    });
    expect([refused.status, codes(refused)]).toEqual([422, ['E-07-03', 'E-07-04']]);
  });

  test('[ZJ-07][CAL-2][DT-04] corrected on Thu 10-08, 甲 has three working days again', async () => {
    await clockAt('2026-10-08 09:00');
    await correct(id.returned, { projectName: '示例家园一期1号楼精装修（更正）' });
    const view = await caseView(id.returned);
    expect(view).toMatchObject({ status: 'WAIT_GC', round: 2, awaitsCorrection: false });
    expect((await waitTask(id.returned, 'CONFIRM')).groups).toEqual([GROUP.jia]);
    expect(await deadlinesOf(id.returned)).toEqual({
      'GC_CONFIRM_3#1': '2026-10-11 00:00',
      'GC_CONFIRM_3#2': '2026-10-13 00:00',
    });
  });

  test('[ZJ-07][GR-08] the reminder comes by the new deadline, not by the old one', async () => {
    await clockAt('2026-10-09 09:00');
    // this one was not returned: its reminder shows that the timers of this hour have fired
    await waitMessage(id.urgedTwice, 'GC_CONFIRM_REMINDER');
    expect(await messagesOf(id.returned)).not.toHaveProperty('GC_CONFIRM_REMINDER');
    await clockAt('2026-10-10 09:00');
    expect(await waitMessage(id.returned, 'GC_CONFIRM_REMINDER')).toEqual([GROUP.jia]);
  });

  test('[ZJ-07][AE-24] the old deadline passes without a notice, and 甲 confirms in time', async () => {
    await clockAt('2026-10-11 00:00');
    await inParallel(['urgedTwice', 'confirmedNext'], (name) => waitStatus(id[name], 'TO_URGE'));
    expect(await caseView(id.returned)).toMatchObject({ status: 'WAIT_GC' });
    await clockAt('2026-10-12 18:00');
    await doAct(id.returned, JIA, 'CONFIRM', CONFIRM);
    expect(await waitStatus(id.returned, 'UNDER_REVIEW')).toMatchObject({ flags: [] });
  });

  test('[ZJ-07][T11] the urging notice is numbered without gaps and a document all parties can open', async () => {
    await inParallel(['urgedTwice', 'confirmedNext'], async (name) => {
      await issueNotice(id[name]);
      await waitStatus(id[name], 'URGED');
      // its limit runs from here: a clock moved before stands still at a limit nobody waits for yet
      await waitTask(id[name], 'REPLY');
    });
    const issued = await sql<{ sequence: number; number: string }>(
      `select sequence, number from issued_document
       where issuer = $1 and year = 2026 and kind = 'URGING_NOTICE' order by sequence`,
      [GROUP.cixi],
    );
    expect(issued.map(({ number }) => number)).toEqual(
      issued.map((_, index) => `慈建督〔2026〕${index + 1}号`),
    );
    const [notice] = await notices(id.urgedTwice);
    for (const who of [JIA, YI, CIXI]) {
      const file = await (await as(who))
        .get(`/api/documents/${notice?.id}`)
        .buffer(true)
        .expect(200);
      expect(file.headers['content-type']).toBe('application/pdf');
      const lines = pdfLines(file.body);
      for (const part of [notice?.number, PERMIT, '2026年10月15日24时', RARE_NAME])
        expect(lines.join('')).toContain(part);
      expect(lines).toEqual(expect.arrayContaining(NOTICE.noticeText.split('\n')));
      expect(lines.join('')).not.toContain(BOX);
    }
    await (await as(XIAOSHAN)).get(`/api/documents/${notice?.id}`).expect(404);
  });

  test('[ZJ-07][GR-04] refused without a reason is no answer', async () => {
    await clockAt('2026-10-16 00:00');
    await inParallel(['urgedTwice', 'confirmedNext'], async (name) => {
      await waitStatus(id[name], 'UNDER_REVIEW');
      await waitTask(id[name], 'REVIEW');
    });
    const refused = await act(id.urgedTwice, CIXI, 'REVIEW', { outcome: 'NOT_APPROVED' });
    expect([refused.status, codes(refused)]).toEqual([422, ['E-00-10']]);
  });

  test('[ZJ-07][GR-04][GR-08] refused with a reason: 乙 is told, nothing enters the library', async () => {
    await inParallel(['urgedTwice', 'confirmedNext'], async (name) => {
      await doAct(id[name], CIXI, 'REVIEW', REFUSE);
      const view = await waitStatus(id[name], 'NOT_APPROVED');
      expect(view).toMatchObject({ marks: ['GC_UNCONFIRMED'], awaitsCorrection: true, tasks: [] });
      expect(await waitMessage(id[name], 'CASE_NOT_APPROVED')).toEqual([GROUP.yi]);
      expect(await entryOf(id[name])).toBeUndefined();
    });
  });

  test('[ZJ-07][GR-04] corrected on Fri 10-16, 甲 confirms again: a round without mark and notice', async () => {
    await inParallel(['urgedTwice', 'confirmedNext'], async (name) => {
      await correct(id[name]);
      const view = await caseView(id[name]);
      expect(view).toMatchObject({ status: 'WAIT_GC', round: 2, marks: [], flags: [] });
      expect(tasksOf({ tasks: [await waitTask(id[name], 'CONFIRM')] })).toEqual({
        CONFIRM: [GROUP.jia],
      });
    });
    expect(await deadlinesOf(id.urgedTwice)).toMatchObject({
      'GC_CONFIRM_3#2': '2026-10-22 00:00',
    });
  });

  test('[ZJ-07][DD-17] approved in round 2, the record has no mark; notice of round 1 stays', async () => {
    await clockAt('2026-10-19 09:00');
    await doAct(id.confirmedNext, JIA, 'CONFIRM', CONFIRM);
    await doAct(id.confirmedNext, CIXI, 'REVIEW', APPROVE);
    const view = await waitStatus(id.confirmedNext, 'ENTERED');
    expect(view).toMatchObject({ marks: [], flags: [], round: 2 });
    expect(await entryOf(id.confirmedNext)).toMatchObject({ status: 'ENTERED', marks: [], n: 1 });
    expect(await notices(id.confirmedNext)).toMatchObject([{ round: 1, status: 'EXPIRED' }]);
    expect(await actsOf(id.confirmedNext)).toEqual([
      `${CIXI} ISSUE_NOTICE`,
      `${CIXI} REVIEW`,
      `${JIA} CONFIRM`,
      `${CIXI} REVIEW`,
    ]);
  });

  test('[ZJ-07][DD-17][E-07-07] the notice of round 1 opens nothing in round 2', async () => {
    const notice = await act(id.urgedTwice, CIXI, 'ISSUE_NOTICE', NOTICE);
    expect([notice.status, codes(notice)]).toEqual([409, ['E-07-07']]);
    const review = await act(id.urgedTwice, CIXI, 'REVIEW', APPROVE);
    expect([review.status, codes(review)]).toEqual([409, ['E-07-08']]);
  });

  test('[ZJ-07][DD-17][AE-28] urged again and approved, the record shows the mark of round 2', async () => {
    await clockAt('2026-10-22 00:00');
    await issueNotice(id.urgedTwice);
    await waitTask(id.urgedTwice, 'REPLY');
    await clockAt('2026-10-28 00:00');
    await doAct(id.urgedTwice, CIXI, 'REVIEW', APPROVE);
    expect(await waitStatus(id.urgedTwice, 'ENTERED')).toMatchObject({ marks: ['GC_UNCONFIRMED'] });
    expect(await entryOf(id.urgedTwice)).toMatchObject({ marks: ['GC_UNCONFIRMED'], n: 1 });
    expect(await notices(id.urgedTwice)).toMatchObject([
      { round: 1, status: 'EXPIRED' },
      { round: 2, status: 'EXPIRED' },
    ]);
  });

  test('[ZJ-07][GR-08] each party was told of what it was handed, what was decided and what ran out', async () => {
    await waitMessage(id.urgedTwice, 'CASE_ENTERED');
    const told = await messagesOf(id.urgedTwice);
    const both = [GROUP.jia, GROUP.yi].sort();
    const twice = (parties: string[]) => [...parties, ...parties].sort();
    const sorted = Object.fromEntries(Object.entries(told).map(([k, to]) => [k, [...to].sort()]));
    expect(sorted).toEqual({
      // a round: confirm, confirm late, notice, reply, review
      TASK_OFFERED: twice([GROUP.jia, GROUP.jia, GROUP.cixi, GROUP.jia, GROUP.cixi]),
      GC_CONFIRM_REMINDER: twice([GROUP.jia]),
      GC_CONFIRM_OVERDUE: twice(both),
      URGING_NOTICE_ISSUED: twice(both),
      GC_UNCONFIRMED: twice(both),
      CASE_NOT_APPROVED: [GROUP.yi],
      CASE_ENTERED: both,
    });
    const { body } = await (await as(YI)).get('/api/messages?limit=200').expect(200);
    const mine = body.filter((m: { caseId: string }) => m.caseId === id.urgedTwice);
    expect(mine.map((m: { key: string }) => m.key)).toContain('CASE_ENTERED');
  });

  test('[ZJ-07][GR-01] the audit chain holds and names who did what, when', async () => {
    const chain = `case:${id.urgedTwice}`;
    const { code, out } = await tool('audit-verify');
    expect([code, out]).toEqual([0, expect.stringContaining('audit chains hold')]);
    const events = await sql<{ who: string; at: string }>(
      `select actor || ' ' || actor_name || ' ' || organisation || ' ' || action as who,
         to_char(at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as at
       from audit_event where chain = $1 and actor <> 'system' and action <> 'act.refused'
       order by seq`,
      [chain],
    );
    const yi = `${YI} 钱乙二 ${GROUP.yi}`;
    const cixi = `${CIXI} 王慈一 ${GROUP.cixi}`;
    expect(events.map(({ who, at }) => `${at} ${who}`)).toEqual([
      `09-30 15:00 ${yi} case.submitted`,
      `10-12 18:00 ${cixi} decision.recorded`,
      `10-16 00:00 ${cixi} decision.recorded`,
      `10-16 00:00 ${yi} case.corrected`,
      `10-22 00:00 ${cixi} decision.recorded`,
      `10-28 00:00 ${cixi} decision.recorded`,
    ]);
    const { body } = await (await as('audit.he'))
      .get(`/api/audit?entity=${chain}&limit=500`)
      .expect(200);
    const [all] = await sql<{ n: number }>(
      'select count(*)::int as n from audit_event where chain = $1',
      [chain],
    );
    expect(body).toHaveLength(all?.n ?? 0);
  });

  test('[ZJ-07][GR-01][DT-16] rules that led the case are on it with their annotations', async () => {
    const { body } = await (await as(YI)).get(`/api/cases/${id.urgedTwice}`).expect(200);
    const rules = body.rules as { decision: string; rule: string; annotation: string }[];
    const hits = new Set(rules.map(({ decision, rule }) => `${decision} ${rule}`));
    expect([...hits].sort()).toEqual([
      'zj-deadlines GC_AFTER_NOTICE',
      'zj-deadlines GC_CONFIRM_3',
      'zj-deadlines NONE',
      'zj-gc-escalation R5',
      'zj-gc-escalation R6',
      'zj-gc-escalation R7',
      'zj-local-authority L01',
      'zj-review-routing R07',
    ]);
    for (const { annotation } of rules) expect(annotation).not.toBe('');
  });
});
