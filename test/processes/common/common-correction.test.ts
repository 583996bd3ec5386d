import {
  attach,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  sql,
  unique,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { holdingTable, waitBlocked } from '../../harness/locks';
import {
  CONFIRM,
  GROUP,
  givenPermit,
  JIA,
  PAPERS,
  record,
  submitted,
  YI,
} from '../../harness/subcontract';

/** So many submissions of one person are judged at a time (JUDGED_AT_ONCE). */
const AT_ONCE = 2;
const RETURN = { outcome: 'RETURNED', opinion: '请核对施工许可证编号。' };
/** A permit of 丙, issued by 萧山区. */
const OTHER_PERMIT = '330109202603020101';

/** A record that 甲 returned; 乙 has it back. */
async function returned(changes: object = {}): Promise<string> {
  const id = await submitted(changes);
  await doAct(id, JIA, 'CONFIRM', RETURN);
  await waitStatus(id, 'RETURNED');
  return id;
}

/** Hands a correction in; the response is the caller's to check. */
async function tryCorrect(id: string, changes: object, papers = PAPERS) {
  return send(`/api/cases/${id}/corrections`, changes, await attach(YI, papers));
}

async function send(path: string, changes: object, attachments: object[]) {
  return (await as(YI)).post(path, { data: record(changes), attachments });
}

/** The shared step common-correction, as ZJ-07 calls it. */
describe('common-correction', () => {
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await givenPermit();
    await givenPermit(OTHER_PERMIT);
  });
  afterAll(leaveStack);

  test('[ZJ-07][GR-04][GR-08] the applicant is told, and nobody has a task meanwhile', async () => {
    const id = await returned();
    expect(await waitMessage(id, 'SUBCONTRACT_RETURNED')).toEqual([GROUP.yi]);
    expect(await caseView(id)).toMatchObject({ awaitsCorrection: true, tasks: [], round: 1 });
  });

  test('[ZJ-07][E-07-01][E-07-04] a wrong correction changes nothing: it can be handed in again', async () => {
    const id = await returned();
    const refused = await tryCorrect(id, { gcPermitNo: '330282202699990101' }, ['SUBCONTRACT']);
    expect([refused.status, codes(refused).sort()]).toEqual([422, ['E-07-01', 'E-07-04']]);
    expect(await caseView(id)).toMatchObject({ status: 'RETURNED', awaitsCorrection: true });
    expect((await tryCorrect(id, {})).status).toBe(200);
    expect(await waitStatus(id, 'WAIT_GC')).toMatchObject({ round: 2 });
  });

  test('[ZJ-07][GR-03][CAL-2] a corrected permit number brings its own contractor, authority and limit', async () => {
    const id = await returned();
    expect((await caseView(id)).parties).toMatchObject({ generalContractor: GROUP.jia });
    await clockAt('2026-09-30 09:00');
    expect((await tryCorrect(id, { gcPermitNo: OTHER_PERMIT })).status).toBe(200);
    await waitStatus(id, 'WAIT_GC');
    expect(await waitTask(id, 'CONFIRM')).toMatchObject({ groups: [GROUP.bing] });
    expect((await caseView(id)).parties).toMatchObject({
      generalContractor: GROUP.bing,
      authority: GROUP.xiaoshan,
    });
    expect(await deadlinesOf(id)).toEqual({
      'GC_CONFIRM_3#1': '2026-10-09 00:00',
      'GC_CONFIRM_3#2': '2026-10-11 00:00',
    });
  });

  test('[ZJ-07][GR-04] corrected again and again, each round is kept with its papers', async () => {
    const id = await returned();
    for (const projectName of ['第二次', '第三次']) {
      expect((await tryCorrect(id, { projectName })).status).toBe(200);
      await waitStatus(id, 'WAIT_GC');
      await doAct(id, JIA, 'CONFIRM', RETURN);
      await waitStatus(id, 'RETURNED');
    }
    expect((await tryCorrect(id, { projectName: '第四次' })).status).toBe(200);
    await waitStatus(id, 'WAIT_GC');
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    expect(await waitStatus(id, 'UNDER_REVIEW')).toMatchObject({ round: 4 });
    const rounds = await sql<{ round: number; outcome: string; files: number }>(
      `select d.round, d.outcome, (select count(*)::int from attachment a
         where a.case_id = d.case_id and a.round = d.round) as files
       from decision d where d.case_id = $1 order by d.round`,
      [id],
    );
    expect(rounds).toEqual([
      { round: 1, outcome: 'RETURNED', files: 2 },
      { round: 2, outcome: 'RETURNED', files: 2 },
      { round: 3, outcome: 'RETURNED', files: 2 },
      { round: 4, outcome: 'CONFIRMED', files: 2 },
    ]);
    const corrections = await sql<{ name: string }>(
      `select detail->'before'->'data'->>'projectName' as name from audit_event
       where chain = $1 and action = 'case.corrected' order by seq`,
      [`case:${id}`],
    );
    expect(corrections.map(({ name }) => name)).toEqual([record().projectName, '第二次', '第三次']);
  });

  test('[ZJ-07][GR-07] of two corrections at the same instant one counts, the other is refused', async () => {
    const id = await returned();
    const answers = await Promise.all([tryCorrect(id, {}), tryCorrect(id, {})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.map(codes).sort()).toEqual([[], ['E-00-05']]);
    expect(await waitStatus(id, 'WAIT_GC')).toMatchObject({ round: 2 });
    await waitTask(id, 'CONFIRM');
    expect((await caseView(id)).tasks).toHaveLength(1);
  });

  test('[ZJ-07][E-07-11] a correction may not become a record that is there already', async () => {
    const contractNo = unique('HT-');
    await submitted({ contractNo });
    const id = await returned();
    const refused = await tryCorrect(id, { contractNo });
    expect([refused.status, codes(refused)]).toEqual([422, ['E-07-11']]);
  });

  test('[ZJ-07][E-07-11] nor one that is handed in at the same instant', async () => {
    const ids = await Promise.all([returned(), returned()]);
    const paths = ['zj-subcontract', ...ids.map((id) => `${id}/corrections`)];
    const papers = await Promise.all(paths.map(() => attach(YI, PAPERS)));
    const contractNo = unique('HT-');
    // two are checked before any of them is stored; the third waits until one person's two are judged
    const answers = await holdingTable('case_file', async () => {
      const handedIn = paths.map((path, at) =>
        send(`/api/cases/${path}`, { contractNo }, papers[at] ?? []),
      );
      await waitBlocked('', AT_ONCE);
      return handedIn;
    });
    const refused = (await Promise.all(answers)).filter(({ status }) => status === 422);
    expect(refused.map(codes)).toEqual([['E-07-11'], ['E-07-11']]);
    expect(
      await sql("select 1 from case_file where data->>'contractNo' = $1", [contractNo]),
    ).toHaveLength(1);
  });
});
