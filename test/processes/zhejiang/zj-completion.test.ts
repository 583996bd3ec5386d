import {
  clockAt,
  codes,
  doAct,
  leaveStack,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  entered,
  entryRefusals,
  libraryEntry,
  nextRound,
  tryEntry,
  withdrawn,
} from '../../harness/entry';
import { imported, OLD_CONTRACT } from '../../harness/history';
import { enteredLike, pushedLike } from '../../harness/permit-project';
import { APPROVE, CIXI, GROUP, inParallel, JIA, PERMIT, YI } from '../../harness/subcontract';

const FLOW = 'zj-completion';
const REFUSE = { outcome: 'NOT_APPROVED', opinion: '缺少验收结论。' };
const ACCEPTANCE = {
  report: 'ACCEPTANCE',
  acceptanceDate: '2026-09-20',
  acceptanceInfo: '验收合格',
};
const FILING = { report: 'FILING', filingNo: 'BA-2026-7', filingDate: '2026-09-21' };
const HANDOVER = { report: 'HANDOVER', handoverDate: '2026-09-21' };

/** 甲 reports completion of entered projects; 慈溪市, which issued the permits, reviews. */
describe('completion acceptance and its filing', () => {
  let project: Record<'whole' | 'refused' | 'handed' | 'withdrawn', string>;

  beforeAll(async () => {
    await clockAt('2026-09-22 10:00');
    project = await inParallel(['whole', 'refused', 'handed', 'withdrawn'], () =>
      enteredLike(PERMIT, { flow: 'zj-permit-project', who: JIA, reviewer: CIXI }),
    );
  });
  afterAll(leaveStack);

  const given = (permitNo: string, fields: object, who = JIA) => {
    return { who, data: { permitNo, ...fields } };
  };
  const stateOf = async (permitNo: string) => {
    const entry = await libraryEntry('project', permitNo);
    return [entry?.status, entry?.marks];
  };
  const progressOf = async (permitNo: string) => (await libraryEntry('permit', permitNo))?.marks;

  test('[ZJ-22][E-22-01][E-22-02][E-22-04][E-22-05] which project, whose, and when', async () => {
    const pushedOnly = await pushedLike(PERMIT);
    const of = (...one: Parameters<typeof given>) => entryRefusals(FLOW, given(...one));
    expect(await of(pushedOnly, ACCEPTANCE)).toEqual(['E-22-01']);
    expect(await of(project.whole, ACCEPTANCE, YI)).toEqual(['E-22-02']);
    expect(await of(project.whole, FILING)).toEqual(['E-22-04']);
    expect(await of(project.whole, { ...ACCEPTANCE, acceptanceDate: '2026-05-31' })).toEqual([
      'E-22-05',
    ]);
  });

  test('[ZJ-22][AE-10][DT-03] reported: the project is under construction until 慈溪市 approves', async () => {
    const id = await entered(FLOW, given(project.whole, ACCEPTANCE), 'UNDER_REVIEW');
    const task = await waitTask(id, 'REVIEW');
    expect(task.groups).toEqual([GROUP.cixi]);
    expect(await stateOf(project.whole)).toEqual(['COMPLETION_SUBMITTED', ['IN_PROGRESS']]);
    expect(await progressOf(project.whole)).toEqual(['IN_PROGRESS']);
    expect(await entryRefusals(FLOW, given(project.whole, ACCEPTANCE))).toEqual(['E-22-06']);
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'COMPLETED');
    expect(await stateOf(project.whole)).toEqual(['COMPLETED', []]);
    expect(await progressOf(project.whole)).toEqual([]);
    expect((await libraryEntry('project', project.whole))?.data).toMatchObject({
      acceptanceDate: '2026-09-20',
      contractNo: 'SG-2026-018',
    });
    expect(await entryRefusals(FLOW, given(project.whole, ACCEPTANCE))).toEqual(['E-22-06']);
  });

  test('[ZJ-22] then the filing', async () => {
    const id = await entered(FLOW, given(project.whole, FILING), 'UNDER_REVIEW');
    expect(await stateOf(project.whole)).toEqual(['COMPLETED', []]);
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'FILED');
    expect(await stateOf(project.whole)).toEqual(['FILED', []]);
    expect(await entryRefusals(FLOW, given(project.whole, FILING))).toEqual(['E-22-06']);
  });

  test('[ZJ-22][GR-04] not approved: the project is ENTERED again, until it is corrected', async () => {
    const id = await entered(FLOW, given(project.refused, ACCEPTANCE), 'UNDER_REVIEW');
    await doAct(id, CIXI, 'REVIEW', REFUSE);
    await waitStatus(id, 'NOT_APPROVED');
    expect(await waitMessage(id, 'CASE_NOT_APPROVED')).toEqual([GROUP.jia]);
    expect(await stateOf(project.refused)).toEqual(['ENTERED', ['IN_PROGRESS']]);
    await nextRound(id, given(project.refused, ACCEPTANCE), 'UNDER_REVIEW');
    await waitTask(id, 'REVIEW');
    expect(await stateOf(project.refused)).toEqual(['COMPLETION_SUBMITTED', ['IN_PROGRESS']]);
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'COMPLETED');
  });

  test('[ZJ-22] handed over: no more under construction, entered as before', async () => {
    const id = await entered(FLOW, given(project.handed, HANDOVER), 'UNDER_REVIEW');
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'HANDED_OVER');
    expect(await stateOf(project.handed)).toEqual(['ENTERED', []]);
    expect(await progressOf(project.handed)).toEqual([]);
  });

  test('[ZJ-22] withdrawn: the project is as it was', async () => {
    const id = await entered(FLOW, given(project.withdrawn, ACCEPTANCE), 'UNDER_REVIEW');
    await waitTask(id, 'REVIEW');
    await withdrawn(id, JIA);
    expect(await stateOf(project.withdrawn)).toEqual(['ENTERED', ['IN_PROGRESS']]);
  });

  test('[ZJ-22][E-22-03][DD-01][DD-03] an imported project: with the five-party report, to 慈溪市 where it lies', async () => {
    const [permitNo = ''] = await imported(OLD_CONTRACT);
    const report = { ...ACCEPTANCE, acceptanceDate: '2014-01-20' };
    expect(await entryRefusals(FLOW, given(permitNo, report))).toEqual(['E-22-03']);
    const papers = ['FIVE_PARTY_REPORT'];
    const id = await entered(FLOW, { ...given(permitNo, report), papers }, 'UNDER_REVIEW');
    expect((await waitTask(id, 'REVIEW')).groups).toEqual([GROUP.cixi]);
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'COMPLETED');
    expect(await stateOf(permitNo)).toEqual(['COMPLETED', []]);
  });

  test('[ZJ-22][D] what the form hides is not asked for, a filing without its number is refused', async () => {
    const { filingNo: _, ...bare } = FILING;
    const refused = await tryEntry(FLOW, given(project.handed, bare));
    expect(codes(refused)).toContain('E-00-10');
  });
});
