import {
  act,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  messagesOf,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  entryOf,
  GROUP,
  givenPermit,
  inParallel,
  JIA,
  NOTICE,
  notices,
  REPLY,
  submitted,
  submittedMany,
  tasksOf,
  XIAOSHAN,
  YIWU,
} from '../../harness/subcontract';

/**
 * The acceptance examples along their calendar, from Wed 2026-09-30 to Fri 2026-10-16: 10-01 to
 * 10-07 is holiday, Sat 10-10 is worked. Each example has a case of its own; all were handed in the
 * same afternoon and share the clock, which only goes forward.
 */
describe('乙 hands records in on Wed 2026-09-30', () => {
  let id: Record<
    'inTime' | 'lastSecond' | 'unurged' | 'replied' | 'silent' | 'repliedOnly',
    string
  >;

  beforeAll(async () => {
    await clockAt('2026-09-30 15:00');
    await givenPermit();
    id = await submittedMany('inTime', 'lastSecond', 'unurged', 'replied', 'silent', 'repliedOnly');
  });
  afterAll(leaveStack);

  test('[ZJ-07][DT-03][DT-04][CAL-1][CAL-2] 甲 alone gets the task, until Sat 10-10 24:00', async () => {
    const task = await waitTask(id.inTime, 'CONFIRM');
    expect(task.groups).toEqual([GROUP.jia]);
    const view = await caseView(id.inTime);
    expect(tasksOf(view)).toEqual({ CONFIRM: [GROUP.jia] });
    expect(view.parties).toMatchObject({ authority: GROUP.cixi, generalContractor: GROUP.jia });
    expect(await deadlinesOf(id.inTime)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-11 00:00' });
  });

  test('[ZJ-07][GR-08] 甲 is reminded on the working day before the last one', async () => {
    await clockAt('2026-10-09 08:59:59');
    expect(await messagesOf(id.silent)).toEqual({ TASK_OFFERED: [GROUP.jia] });
    await clockAt('2026-10-09 09:00');
    await waitMessage(id.silent, 'GC_CONFIRM_REMINDER');
    expect(await messagesOf(id.silent)).toMatchObject({ GC_CONFIRM_REMINDER: [GROUP.jia] });
  });

  test('[ZJ-07][AE-29][E-07-07] 慈溪市 cannot issue a notice on 10-10', async () => {
    await clockAt('2026-10-10 20:00');
    const refused = await act(id.silent, CIXI, 'ISSUE_NOTICE', NOTICE);
    expect([refused.status, codes(refused)]).toEqual([409, ['E-07-07']]);
  });

  test('[ZJ-07][AE-23][CAL-1] 甲 confirms on the worked Saturday, in time; 慈溪市 reviews', async () => {
    await doAct(id.inTime, JIA, 'CONFIRM', CONFIRM);
    const view = await waitStatus(id.inTime, 'UNDER_REVIEW');
    expect(view.flags).toEqual([]);
    expect((await waitTask(id.inTime, 'REVIEW')).groups).toEqual([GROUP.cixi]);
    expect(tasksOf(await caseView(id.inTime))).toEqual({ REVIEW: [GROUP.cixi] });
    expect(await notices(id.inTime)).toEqual([]);
  });

  test('[ZJ-07][CAL-3] an act at 23:59:59 is in time although it is recorded after midnight', async () => {
    await clockAt('2026-10-10 23:59:59');
    await doAct(id.lastSecond, JIA, 'CONFIRM', CONFIRM);
    await clockAt('2026-10-11 00:00:00');
    const view = await waitStatus(id.lastSecond, 'UNDER_REVIEW');
    expect(view.flags).toEqual([]);
  });

  test('[ZJ-07][AE-24][CAL-3][DT-16] on Sun 10-11 00:00 the others wait for a notice of 慈溪市', async () => {
    for (const late of [id.unurged, id.replied, id.silent, id.repliedOnly]) {
      await waitStatus(late, 'TO_URGE');
      expect((await waitTask(late, 'ISSUE_NOTICE')).groups).toEqual([GROUP.cixi]);
    }
    await waitTask(id.silent, 'CONFIRM');
    expect(tasksOf(await caseView(id.silent))).toEqual({
      CONFIRM: [GROUP.jia],
      ISSUE_NOTICE: [GROUP.cixi],
    });
    await waitMessage(id.silent, 'GC_CONFIRM_OVERDUE');
    expect((await messagesOf(id.silent)).GC_CONFIRM_OVERDUE).toEqual(
      expect.arrayContaining([GROUP.jia, GROUP.yi]),
    );
  });

  test.each([
    ['萧山区 (registration of 甲)', XIAOSHAN],
    ['义乌市', YIWU],
  ])('[ZJ-07][AE-31][E-07-09][D16] %s cannot issue the notice', async (_, who) => {
    const refused = await act(id.silent, who, 'ISSUE_NOTICE', NOTICE);
    expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
  });

  test('[ZJ-07][AE-32][CAL-2] handed in on Sun 10-11, 甲 has until Wed 10-14 24:00', async () => {
    await clockAt('2026-10-11 10:00');
    const sunday = await submitted();
    await waitTask(sunday, 'CONFIRM');
    expect(await deadlinesOf(sunday)).toEqual({ 'GC_CONFIRM_3#1': '2026-10-15 00:00' });
  });

  test('[ZJ-07][DT-16] before the notice 甲 may still confirm, which is flagged late', async () => {
    await clockAt('2026-10-12 09:00');
    await doAct(id.unurged, JIA, 'CONFIRM', CONFIRM);
    const view = await waitStatus(id.unurged, 'UNDER_REVIEW');
    expect(view.flags).toEqual(['GC_CONFIRM_LATE']);
    await waitTask(id.unurged, 'REVIEW');
    expect(tasksOf(await caseView(id.unurged))).toEqual({ REVIEW: [GROUP.cixi] });
    expect(await notices(id.unurged)).toEqual([]);
  });

  test('[ZJ-07][E-07-13] once 甲 has confirmed late, no notice can be issued', async () => {
    const refused = await act(id.unurged, CIXI, 'ISSUE_NOTICE', NOTICE);
    expect([refused.status, codes(refused)]).toEqual([409, ['E-07-13']]);
  });

  test('[ZJ-07][AE-25][E-07-06] after the notice of Mon 10-12, 甲 cannot confirm before replying', async () => {
    await clockAt('2026-10-12 10:00');
    const urged = ['replied', 'silent', 'repliedOnly'] as const;
    await inParallel([...urged], async (name) => {
      await doAct(id[name], CIXI, 'ISSUE_NOTICE', NOTICE);
      await waitStatus(id[name], 'URGED');
      await waitTask(id[name], 'REPLY');
    });
    expect(tasksOf(await caseView(id.replied))).toEqual({ REPLY: [GROUP.jia] });
    expect(await deadlinesOf(id.replied)).toMatchObject({
      'GC_AFTER_NOTICE#1': '2026-10-16 00:00',
    });
    expect(await notices(id.replied)).toMatchObject([{ status: 'ISSUED', reply: null }]);

    const refused = await act(id.replied, JIA, 'CONFIRM', CONFIRM);
    expect([refused.status, codes(refused)]).toEqual([409, ['E-07-06']]);
  });

  test('[ZJ-07][AE-26][DT-16] 甲 replies on 10-13 and confirms on 10-14: taken, flagged late', async () => {
    await clockAt('2026-10-13 11:00');
    await inParallel(['replied', 'repliedOnly'], async (name) => {
      await doAct(id[name], JIA, 'REPLY', REPLY);
      await waitStatus(id[name], 'REPLIED');
    });
    expect(await notices(id.replied)).toMatchObject([
      {
        status: 'REPLIED',
        reply: REPLY.replyText,
        issued_at: new Date('2026-10-12T10:00:00+08:00'),
        replied_at: new Date('2026-10-13T11:00:00+08:00'),
      },
    ]);
    await clockAt('2026-10-14 09:00');
    await doAct(id.replied, JIA, 'CONFIRM', CONFIRM);
    const view = await waitStatus(id.replied, 'UNDER_REVIEW');
    expect(view).toMatchObject({ flags: ['GC_CONFIRM_LATE'], marks: [] });
    expect((await waitTask(id.replied, 'REVIEW')).groups).toEqual([GROUP.cixi]);
  });

  test.each([
    ['without a reply', 'silent'],
    ['with a reply', 'repliedOnly'],
  ] as const)(
    '[ZJ-07][AE-27][DT-16] %s but unconfirmed on 10-16 00:00: mark, 甲 is out, 慈溪市 reviews',
    async (_, name) => {
      await clockAt('2026-10-16 00:00');
      const view = await waitStatus(id[name], 'UNDER_REVIEW');
      expect(view.marks).toEqual(['GC_UNCONFIRMED']);
      expect((await waitTask(id[name], 'REVIEW')).groups).toEqual([GROUP.cixi]);
      expect(tasksOf(await caseView(id[name]))).toEqual({ REVIEW: [GROUP.cixi] });
      expect(await notices(id[name])).toMatchObject([{ status: 'EXPIRED' }]);
      expect((await messagesOf(id[name])).GC_UNCONFIRMED).toEqual(
        expect.arrayContaining([GROUP.jia, GROUP.yi]),
      );
    },
  );

  test.each([
    ['confirmation', 'CONFIRM', CONFIRM],
    ['reply', 'REPLY', REPLY],
  ])('[ZJ-07][E-07-14] once marked, no %s is taken', async (_, name, fields) => {
    const refused = await act(id.silent, JIA, name, fields);
    expect([refused.status, codes(refused)]).toEqual([409, ['E-07-14']]);
  });

  test('[ZJ-07][AE-28][GR-08] 慈溪市 approves: library entry with the mark; both are told', async () => {
    await clockAt('2026-10-16 09:00');
    await doAct(id.silent, CIXI, 'REVIEW', APPROVE);
    const view = await waitStatus(id.silent, 'ENTERED');
    expect(view).toMatchObject({ marks: ['GC_UNCONFIRMED'], tasks: [] });
    expect(await entryOf(id.silent)).toMatchObject({
      status: 'ENTERED',
      marks: ['GC_UNCONFIRMED'],
      n: 1,
    });
    await waitMessage(id.silent, 'CASE_ENTERED');
    expect((await messagesOf(id.silent)).CASE_ENTERED).toEqual(
      expect.arrayContaining([GROUP.jia, GROUP.yi]),
    );
  });

  test('[ZJ-07][GR-08] who confirmed in time was never urged, who was reminded was so once', async () => {
    expect(Object.keys(await messagesOf(id.lastSecond))).not.toContain('GC_CONFIRM_OVERDUE');
    expect((await messagesOf(id.silent)).GC_CONFIRM_REMINDER).toHaveLength(1);
  });
});
