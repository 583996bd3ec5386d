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
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { waitFor } from '../../harness/client';
import { decidedByStranger } from '../../harness/engine-tasks';
import {
  entered,
  entryRefusals,
  libraryEntry,
  nextRound,
  tryEntry,
  tryRound,
  withdrawn,
} from '../../harness/entry';
import { pushedLike, SUPPLEMENT } from '../../harness/permit-project';
import {
  APPROVE,
  CIXI,
  GROUP,
  HANGZHOU,
  inParallel,
  JIA,
  PERMIT,
  tasksOf,
  XIAOSHAN,
  YI,
} from '../../harness/subcontract';

const FLOW = 'zj-permit-project';
const REFUSE = { outcome: 'NOT_APPROVED', opinion: '合同价与合同登记不一致。' };
/** A standalone permit of 乙, issued by 义乌市. */
const STANDALONE = '330782202607150101';

/** The acceptance examples of ZJ-04 along their calendar; 09-25 to 27 and 10-01 to 07 are holidays. */
describe('甲 supplements the projects of its permits', () => {
  let permit: Record<'inTime' | 'late' | 'silent' | 'withdrawn', string>;
  let id: typeof permit;

  beforeAll(async () => {
    await clockAt('2026-09-22 10:00');
    permit = await inParallel(['inTime', 'late', 'silent', 'withdrawn'], () => pushedLike(PERMIT));
    id = await inParallel(['inTime', 'late', 'silent', 'withdrawn'], (name) =>
      entered(FLOW, { who: JIA, data: { permitNo: permit[name] } }, 'DOWNLOADED'),
    );
  });
  afterAll(leaveStack);

  const supplement = (name: keyof typeof id, changes: object = {}) => {
    return { who: JIA, data: { permitNo: permit[name], ...SUPPLEMENT, ...changes } };
  };

  test('[ZJ-04][DT-04] downloaded Tue 09-22: five working days, until Wed 09-30 24:00', async () => {
    const view = await waitFor('the supplement to be awaited', async () => {
      const now = await caseView(id.inTime);
      return now.awaitsCorrection && now;
    });
    expect(view).toMatchObject({ statusLabel: '待补充', tasks: [] });
    // by now nobody waits for anything but the enterprise
    const deadlines = await waitFor('the five days', async () => {
      const now = await deadlinesOf(id.inTime);
      return Object.keys(now).length > 0 && now;
    });
    expect(deadlines).toEqual({ 'ENT_SUPPLEMENT_5#1': '2026-10-01 00:00' });
    expect(await waitMessage(id.inTime, 'SUPPLEMENT_NEEDED')).toEqual([GROUP.jia]);
    expect(await libraryEntry('permit', permit.inTime)).toMatchObject({
      status: 'PUSHED',
      marks: ['IN_PROGRESS'],
    });
  });

  test('[ZJ-04][E-04-03][E-04-04] supplemented with nothing: contract and indicators are asked for', async () => {
    const none = await tryRound(id.inTime, { who: JIA, data: { permitNo: permit.inTime } });
    expect(codes(none).sort()).toEqual(['E-04-03', 'E-04-04']);
    const { plannedFinishDate: _, ...unfinished } = SUPPLEMENT;
    const part = await tryRound(id.inTime, {
      who: JIA,
      data: { permitNo: permit.inTime, ...unfinished },
    });
    expect(codes(part)).toEqual(['E-04-03']);
    // also where it is handed in together with the download
    const other = await pushedLike(PERMIT);
    const { indicators: __, ...bare } = SUPPLEMENT;
    expect(await entryRefusals(FLOW, { who: JIA, data: { permitNo: other, ...bare } })).toEqual([
      'E-04-04',
    ]);
  });

  test('[ZJ-04][E-04-01][E-04-02][E-04-05][E-04-06] whose permit, and what for', async () => {
    const of = (who: string, permitNo: string) => entryRefusals(FLOW, { who, data: { permitNo } });
    expect(await of(JIA, '330282202609229999')).toEqual(['E-04-01']);
    expect(await of(YI, permit.inTime)).toContain('E-04-02');
    expect(await of(JIA, permit.inTime)).toEqual(['E-04-05']);
    const standalone = await pushedLike(STANDALONE);
    const refused = await tryEntry(FLOW, { who: YI, data: { permitNo: standalone } });
    expect(codes(refused)).toEqual(['E-04-06']);
    expect(refused.body.errors[0].instead).toMatchObject({ flow: 'zj-standalone-project' });
  });

  test('[ZJ-04][AE-01][DT-03][CAL-3] handed in at 23:59:59 of the last day: in time, 慈溪市 has until 10-13 24:00', async () => {
    await clockAt('2026-09-30 23:59:59');
    await nextRound(id.inTime, supplement('inTime'), 'UNDER_REVIEW');
    expect((await waitTask(id.inTime, 'REVIEW')).groups).toEqual([GROUP.cixi]);
    expect((await caseView(id.inTime)).flags).toEqual([]);
    expect(await deadlinesOf(id.inTime)).toEqual({
      'ENT_SUPPLEMENT_5#1': '2026-10-01 00:00',
      'LOCAL_REVIEW_5#2': '2026-10-14 00:00',
    });
    await nextRound(id.silent, supplement('silent'), 'UNDER_REVIEW');
    await waitTask(id.silent, 'REVIEW');
  });

  test('[ZJ-04][GR-08] 甲 is reminded on the day before the last', async () => {
    expect(await waitMessage(id.late, 'CORRECTION_REMINDER')).toEqual([GROUP.jia]);
  });

  test('[ZJ-04][GR-07] under review 甲 cannot change it', async () => {
    expect(codes(await tryRound(id.inTime, supplement('inTime')))).toEqual(['E-00-05']);
  });

  test('[ZJ-04][AE-02][GR-06] handed in at 10-01 00:00:00: taken, marked 填报逾期, due 10-13 too', async () => {
    await clockAt('2026-10-01 00:00:00');
    expect(await waitMessage(id.late, 'ENTRY_OVERDUE')).toEqual([GROUP.jia]);
    expect((await caseView(id.late)).flags).toEqual(['ENTRY_OVERDUE']);
    await nextRound(id.late, supplement('late'), 'UNDER_REVIEW');
    await waitTask(id.late, 'REVIEW');
    expect((await caseView(id.late)).flags).toEqual(['ENTRY_OVERDUE']);
    expect((await deadlinesOf(id.late))['LOCAL_REVIEW_5#2']).toBe('2026-10-14 00:00');
  });

  test('[ZJ-04] 甲 withdraws what it has not supplemented; the permit may be downloaded again', async () => {
    await withdrawn(id.withdrawn, JIA);
    await entered(FLOW, { who: JIA, data: { permitNo: permit.withdrawn } }, 'DOWNLOADED');
  });

  test('[ZJ-04][AE-05][GR-03][E-00-01] 杭州市 and 萧山区 cannot review', async () => {
    for (const who of [HANGZHOU, XIAOSHAN]) {
      const refused = await act(id.inTime, who, 'REVIEW', APPROVE);
      expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
      await decidedByStranger(id.inTime, 'REVIEW', who, APPROVE);
    }
    expect(await actsOf(id.inTime)).toEqual([
      `${HANGZHOU} REVIEW void:E-00-01`,
      `${XIAOSHAN} REVIEW void:E-00-01`,
    ]);
  });

  test('[ZJ-04][GR-12] 慈溪市 approves: in the project library, under construction', async () => {
    await doAct(id.inTime, CIXI, 'REVIEW', APPROVE);
    const { closedAt } = await waitStatus(id.inTime, 'ENTERED');
    expect(closedAt).not.toBeNull();
    const entry = await libraryEntry('project', permit.inTime);
    expect(entry).toMatchObject({
      ...{ library: 'projects', status: 'ENTERED', marks: ['IN_PROGRESS'], version: 1 },
      data: {
        ...SUPPLEMENT,
        ...{
          projectName: '慈溪示例家园一期工程（虚构）',
          contractMode: 'GC',
          projectPlace: '330282',
        },
      },
    });
    expect((await messagesOf(id.inTime)).CASE_ENTERED).toEqual([GROUP.jia]);
    expect(await entryRefusals(FLOW, { who: JIA, data: { permitNo: permit.inTime } })).toEqual([
      'E-04-05',
    ]);
  });

  test('[ZJ-04][ZJ-21][AE-08] the permit is pushed again: one project, with what is new and what was added', async () => {
    await pushedLike(PERMIT, {
      permitNo: permit.inTime,
      projectName: '慈溪示例家园一期（更名，虚构）',
    });
    const entry = await waitFor('the project to follow', async () => {
      const now = await libraryEntry('project', permit.inTime);
      return now?.version === 2 && now;
    });
    expect(entry).toMatchObject({
      ...{ status: 'ENTERED', marks: ['IN_PROGRESS'] },
      data: { ...SUPPLEMENT, projectName: '慈溪示例家园一期（更名，虚构）' },
    });
  });

  test('[ZJ-04][GR-08] 慈溪市 is reminded on the day before the last', async () => {
    await clockAt('2026-10-12 09:00');
    expect(await waitMessage(id.silent, 'REVIEW_REMINDER')).toEqual([GROUP.cixi]);
  });

  test('[ZJ-04][AE-04][GR-05] no decision by 10-14 00:00: marked 审核逾期, not entered, still to be decided', async () => {
    await clockAt('2026-10-14 00:00:00');
    expect(await waitMessage(id.silent, 'REVIEW_OVERDUE')).toEqual([GROUP.cixi]);
    const view = await caseView(id.silent);
    expect(view).toMatchObject({ status: 'UNDER_REVIEW', flags: ['REVIEW_OVERDUE'] });
    expect(tasksOf(view)).toEqual({ REVIEW: [GROUP.cixi] });
    expect(await libraryEntry('project', permit.silent)).toBeUndefined();
    await doAct(id.silent, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id.silent, 'ENTERED');
  });
});

describe('a project that is not approved', () => {
  afterAll(leaveStack);

  test('[ZJ-04][AE-07][GR-04] refused Thu 2026-06-18 and handed in again that day: due Fri 06-26 24:00', async () => {
    await clockAt('2026-06-15 10:00');
    const permitNo = await pushedLike(PERMIT, { issueDate: '2026-06-01' });
    const data = { permitNo, ...SUPPLEMENT };
    const id = await entered(FLOW, { who: JIA, data }, 'UNDER_REVIEW');
    await waitTask(id, 'REVIEW');
    expect(await deadlinesOf(id)).toEqual({ 'LOCAL_REVIEW_5#1': '2026-06-24 00:00' });
    await clockAt('2026-06-18 11:00');
    const { opinion: _, ...silent } = REFUSE;
    expect((await act(id, CIXI, 'REVIEW', silent)).status).not.toBe(202);
    await doAct(id, CIXI, 'REVIEW', REFUSE);
    const refused = await waitStatus(id, 'NOT_APPROVED');
    expect(refused.statusReason).toBe(REFUSE.opinion);
    await nextRound(id, { who: JIA, data: { ...data, contractAmount: 8250 } }, 'UNDER_REVIEW');
    await waitTask(id, 'REVIEW');
    expect((await deadlinesOf(id))['LOCAL_REVIEW_5#2']).toBe('2026-06-27 00:00');
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
    expect((await libraryEntry('project', permitNo))?.data.contractAmount).toBe(8250);
  });
});
