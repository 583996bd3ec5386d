import {
  act,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  messagesOf,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as, waitFor } from '../../harness/client';
import {
  entered,
  entryRefusals,
  libraryEntry,
  nextRound,
  tryEntry,
  tryRound,
} from '../../harness/entry';
import { HISTORY_SUPPLEMENT, historical, imported, importProjects } from '../../harness/history';
import {
  APPROVE,
  BING,
  CIXI,
  GROUP,
  inParallel,
  JIA,
  tasksOf,
  XIAOSHAN,
} from '../../harness/subcontract';

const FLOW = 'zj-history-project';
const REFUSE = { outcome: 'NOT_APPROVED', opinion: '合同价与合同登记不一致。' };
const REPORT = ['FIVE_PARTY_REPORT'];
const ACCEPTED = { acceptanceDate: '2014-01-20', acceptanceInfo: '一次验收合格' };
const FILED = { ...ACCEPTED, filingNo: 'BA-2014-3', filingDate: '2014-02-10' };

const CASES = [
  'onTime',
  'silent',
  'pending',
  'refused',
  'lastSecond',
  'completed',
  'filed',
  'withdrawn',
] as const;
type Name = (typeof CASES)[number];

/** 甲 links an imported project and waits until it can be supplemented. @returns the case's id */
async function linked(permitNo: string): Promise<string> {
  const id = await entered(FLOW, { who: JIA, data: { permitNo } }, 'SUPPLEMENTING');
  await waitFor('the supplement to be awaited', async () => {
    const [file] = await sql<{ awaits: boolean }>(
      'select awaits_correction as awaits from case_file where id = $1',
      [id],
    );
    return file?.awaits;
  });
  return id;
}

/** The acceptance examples of ZJ-05 along their calendar: 2020-01-24 to 02-02 are holidays. */
describe('甲 supplements historical projects of 慈溪市', () => {
  let permit: Record<Name, string>;
  let id: Record<Name, string>;
  const given = (name: Name, data: object = {}, papers: string[] = []) => {
    return { who: JIA, data: { permitNo: permit[name], ...data }, papers };
  };
  const link = (permitNo: string, who = JIA) => entryRefusals(FLOW, { who, data: { permitNo } });

  beforeAll(async () => {
    await clockAt('2019-11-15 10:00');
    const leader = { projectLeaderName: '张甲三', projectLeaderIdNumber: '330282188001010016' };
    const permits = await imported(...CASES.map(() => leader));
    permit = Object.fromEntries(CASES.map((name, i) => [name, permits[i]])) as typeof permit;
    await waitFor('the import', async () => {
      const entries = await Promise.all(
        permits.map((permitNo) => libraryEntry('project', permitNo)),
      );
      return entries.every((entry) => entry?.status === 'IMPORTED');
    });
    await clockAt('2019-11-15 10:05');
    id = await inParallel([...CASES], (name) => linked(permit[name]));
  });
  afterAll(leaveStack);

  test('[ZJ-05][AE-11][DT-13][E-05-01] permits from 2009-01-01 to 2015-07-14, no others', async () => {
    const dates = ['2008-12-31', '2009-01-01', '2015-07-14', '2015-07-15'];
    const [before, first, last, after] = await imported(
      ...dates.map((issueDate) => ({ issueDate })),
    );
    await waitFor('the import', async () => (await libraryEntry('project', after ?? ''))?.status);
    expect(await link(before ?? '')).toEqual(['E-05-01']);
    await linked(first ?? '');
    await linked(last ?? '');
    const refused = await tryEntry(FLOW, { who: JIA, data: { permitNo: after } });
    expect(codes(refused)).toEqual(['E-05-01']);
    expect(refused.body.errors[0].instead).toMatchObject({ flow: 'zj-permit-project' });
  });

  test('[ZJ-05][DT-04] linked: supplemented until 12-31, reviewed until 01-31, both 24:00', async () => {
    await waitMessage(id.onTime, 'HIST_SUPPLEMENT_NEEDED');
    expect(await caseView(id.onTime)).toMatchObject({ statusLabel: '补录中', tasks: [] });
    expect(await deadlinesOf(id.onTime)).toEqual({
      'HIST_REVIEW#1': '2020-02-01 00:00',
      'HIST_ENTRY#1': '2020-01-01 00:00',
    });
  });

  test('[ZJ-05][E-05-02][E-05-06] what was not imported, is another’s, complete, or under way', async () => {
    expect(await link('330282201203019999')).toEqual(['E-05-02']);
    expect(await link(permit.onTime, BING)).toEqual(['E-05-02']);
    expect(await link(permit.onTime)).toEqual(['E-05-06']);
    const { indicators, contractAmount, ...contract } = HISTORY_SUPPLEMENT;
    const complete = historical({
      ...{ ...contract, contractAmount: `${contractAmount}` },
      ...{ 'indicators.0.name': 'AREA', 'indicators.0.value': '21000' },
    });
    await importProjects([complete]);
    await waitFor('the import', async () => libraryEntry('project', complete.permitNo ?? ''));
    expect(await link(complete.permitNo ?? '')).toEqual(['E-05-06']);
  });

  test('[ZJ-05][E-05-06] what is being supplemented is not imported over', async () => {
    const again = await importProjects([historical({ permitNo: permit.onTime })]);
    expect(again.refused).toEqual(['2 E-05-06']);
  });

  test('[ZJ-05][E-05-07][E-05-08] supplemented with nothing: contract and indicators are asked for', async () => {
    expect(codes(await tryRound(id.onTime, given('onTime'))).sort()).toEqual([
      'E-05-07',
      'E-05-08',
    ]);
  });

  test('[ZJ-05][AE-16][E-05-05][E-22-04][E-22-05] completion takes its report and its day', async () => {
    const completion = async (data: object, papers: string[] = []) =>
      codes(
        await tryRound(
          id.completed,
          given('completed', { ...HISTORY_SUPPLEMENT, ...data }, papers),
        ),
      );
    expect(await completion(ACCEPTED)).toEqual(['E-05-05']);
    expect((await completion({ filingNo: 'BA-2014-3' })).sort()).toEqual(['E-05-05', 'E-22-04']);
    expect(await completion({ acceptanceDate: '2012-02-29' }, REPORT)).toEqual(['E-22-05']);
  });

  test('[ZJ-05] 甲 withdraws what it has not supplemented; the project may be linked again', async () => {
    const withdrawal = (await as(JIA)).post(`/api/cases/${id.withdrawn}/withdrawal`, {
      reason: '填报有误',
    });
    await withdrawal.expect(202);
    await waitStatus(id.withdrawn, 'WITHDRAWN');
    const data = { ...given('withdrawn').data, ...HISTORY_SUPPLEMENT };
    // linked and supplemented at once
    await entered(FLOW, { who: JIA, data }, 'UNDER_REVIEW');
  });

  test('[ZJ-05][AE-12][DT-03] handed in 12-31 23:59:59: the place of the project reviews, not 萧山区', async () => {
    await clockAt('2019-12-31 23:59:59');
    const names = ['onTime', 'pending', 'refused', 'lastSecond'] as const;
    await Promise.all([
      ...names.map((name) => nextRound(id[name], given(name, HISTORY_SUPPLEMENT), 'UNDER_REVIEW')),
      nextRound(
        id.completed,
        given('completed', { ...HISTORY_SUPPLEMENT, ...ACCEPTED }, REPORT),
        'UNDER_REVIEW',
      ),
      nextRound(
        id.filed,
        given('filed', { ...HISTORY_SUPPLEMENT, ...FILED }, REPORT),
        'UNDER_REVIEW',
      ),
    ]);
    await Promise.all(
      Object.values(id)
        .slice(2, 7)
        .map((one) => waitTask(one, 'REVIEW')),
    );
    expect((await waitTask(id.onTime, 'REVIEW')).groups).toEqual([GROUP.cixi]);
    expect((await deadlinesOf(id.onTime))['HIST_REVIEW#2']).toBe('2020-02-01 00:00');
    const stranger = await act(id.onTime, XIAOSHAN, 'REVIEW', APPROVE);
    expect([stranger.status, codes(stranger)]).toEqual([404, ['E-00-22']]);
  });

  test('[ZJ-05][AE-13][E-05-03][DT-13] from 2020-01-01 00:00:00 no supplement is begun or handed in', async () => {
    await clockAt('2020-01-01 00:00:00');
    expect(await waitMessage(id.silent, 'HIST_ENTRY_CLOSED')).toEqual([GROUP.jia]);
    expect((await caseView(id.silent)).flags).toEqual(['ENTRY_OVERDUE']);
    expect(codes(await tryRound(id.silent, given('silent', HISTORY_SUPPLEMENT)))).toEqual([
      'E-05-03',
    ]);
    const [fresh] = await imported({});
    await waitFor('the import', async () => libraryEntry('project', fresh ?? ''));
    const data = { permitNo: fresh, ...HISTORY_SUPPLEMENT };
    expect(await entryRefusals(FLOW, { who: JIA, data })).toEqual(['E-05-03']);
  });

  test('[ZJ-05][OP-25][GR-04] in January what was not approved is still corrected', async () => {
    await clockAt('2020-01-10 09:00');
    for (const name of ['refused', 'pending'] as const) {
      await doAct(id[name], CIXI, 'REVIEW', REFUSE);
      expect((await waitStatus(id[name], 'NOT_APPROVED')).statusReason).toBe(REFUSE.opinion);
    }
    await clockAt('2020-01-20 16:00');
    await nextRound(
      id.pending,
      given('pending', { ...HISTORY_SUPPLEMENT, contractAmount: 3250 }),
      'UNDER_REVIEW',
    );
    await waitTask(id.pending, 'REVIEW');
    expect((await deadlinesOf(id.pending))['HIST_REVIEW#3']).toBe('2020-02-01 00:00');
  });

  test('[ZJ-05][AE-14][GR-12] approved 01-31 18:00, a rest day: in the project library, with what was imported', async () => {
    await clockAt('2020-01-31 18:00');
    await doAct(id.onTime, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id.onTime, 'ENTERED');
    expect(await libraryEntry('project', permit.onTime)).toMatchObject({
      ...{ library: 'projects', status: 'ENTERED', marks: ['IN_PROGRESS'], version: 2 },
      data: {
        ...HISTORY_SUPPLEMENT,
        ...{
          projectName: '慈溪示例新村安置房（虚构）',
          contractMode: 'GC',
          projectLeaderName: '张**',
        },
      },
    });
    // the leader's number stays sealed in the entry: the transfer bar rests on it
    const [entry] = await sql<{ n: number }>(
      `select count(*)::int as n from library_entry where kind = 'project' and natural_key = $1
       and valid_to is null and secrets ? 'projectLeaderIdNumber'`,
      [permit.onTime],
    );
    expect(entry).toEqual({ n: 1 });
  });

  test('[ZJ-05][DD-02] approved with its completion: accepted or filed, no more in progress', async () => {
    for (const [name, status] of [
      ['completed', 'COMPLETED'],
      ['filed', 'FILED'],
    ] as const) {
      await doAct(id[name], CIXI, 'REVIEW', APPROVE);
      await waitStatus(id[name], status);
      expect(await libraryEntry('project', permit[name])).toMatchObject({
        ...{ status, marks: [] },
        data: { acceptanceDate: '2014-01-20' },
      });
    }
  });

  test('[ZJ-05][CAL-3] approved at 23:59:59 of the last day: in time', async () => {
    await clockAt('2020-01-31 23:59:59');
    expect((await caseView(id.pending)).status).toBe('UNDER_REVIEW');
    await doAct(id.lastSecond, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id.lastSecond, 'ENTERED');
  });

  test('[ZJ-05][OP-25][DT-13] at 2020-02-01 00:00:00 all that is open is closed, wherever it stands', async () => {
    expect((await caseView(id.silent)).status).toBe('SUPPLEMENTING');
    expect((await caseView(id.refused)).status).toBe('NOT_APPROVED');
    expect(tasksOf(await caseView(id.pending))).toEqual({ REVIEW: [GROUP.cixi] });
    await clockAt('2020-02-01 00:00:00');
    for (const name of ['silent', 'refused', 'pending'] as const) {
      const view = await waitStatus(id[name], 'CLOSED');
      expect(view).toMatchObject({ statusLabel: '补录已截止', awaitsCorrection: false });
      expect(view.closedAt).not.toBeNull();
      expect((await messagesOf(id[name])).HIST_CLOSED).toEqual([GROUP.jia]);
      expect((await libraryEntry('project', permit[name]))?.status).toBe('IMPORTED');
      expect(tasksOf(view)).toEqual({});
      // stopped, not late
      expect(view.flags).not.toContain('REVIEW_OVERDUE');
    }
  });

  test('[ZJ-05][E-05-04] from then on nothing is begun or decided, at any door', async () => {
    expect(await link(permit.silent)).toEqual(['E-05-04']);
    const jia = await as(JIA);
    const check = await jia.post(`/api/cases/${FLOW}/check`, { data: { permitNo: permit.silent } });
    expect(check.body.refusals).toMatchObject([{ code: 'E-05-04' }]);
    const draft = await jia.post(`/api/drafts/${FLOW}`, { data: { permitNo: permit.silent } });
    expect(draft.body.warnings).toMatchObject([{ code: 'E-05-04' }]);
    const decided = await act(id.pending, CIXI, 'REVIEW', APPROVE);
    expect([decided.status, codes(decided)]).toEqual([409, ['E-05-04']]);
    // a closed case takes no correction
    expect((await tryRound(id.refused, given('refused', HISTORY_SUPPLEMENT))).status).toBe(409);
  });

  test('[ZJ-05][AE-17] on 2026-11-23 the module takes nothing', async () => {
    await clockAt('2026-11-23 09:00');
    expect(await link(permit.silent)).toEqual(['E-05-04']);
  });
});
