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
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  APPLICATION,
  APPROVE,
  cityTask,
  DING,
  drawnOnArrival,
  ERRATUM,
  ERRATUM_PAPERS,
  GROUP,
  givenProject,
  MINISTRY,
  markUsed,
  REPORT,
  refusedAct,
  SUPERVISION,
  taken,
  tryErratum,
  versionsOf,
  WU,
  YUBEI,
  YUZHONG,
} from '../../harness/chongqing-records';
import { as } from '../../harness/client';

const AGREED = { outcome: 'AGREED' };

/** The city's step, whichever the draw on arrival asked for. */
async function handle(id: string, fields: object = AGREED): Promise<void> {
  const step = await cityTask(id);
  await doAct(id, ERRATUM, step, fields);
}

/** A district-managed erratum that the district verified and reported. */
async function reported(projectNo: string, report: object = REPORT): Promise<string> {
  const id = taken(await tryErratum(projectNo));
  await doAct(id, YUZHONG, 'VERIFY', APPROVE);
  await doAct(id, YUZHONG, 'REPORT', report);
  return id;
}

/** Erratum: district, city, ministry, on the dates of the requirements' examples. */
describe('erratum', () => {
  afterAll(async () => {
    await cancelOpenCases();
    await clockAt(null);
    await endSql();
  });

  test('[CQ-03][AC-24][CQ-E208] reported with number, date and commitment on a make-up Saturday', async () => {
    await clockAt('2024-10-12 10:00');
    const id = taken(await tryErratum(await givenProject()));
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.yuzhong]);
    expect(await caseView(id)).toMatchObject({ status: 'PENDING_DISTRICT' });
    expect(await deadlinesOf(id)).toEqual({ 'CQ_VERIFY#1': '2024-10-19 00:00' });
    await doAct(id, YUZHONG, 'VERIFY', APPROVE);
    await waitStatus(id, 'TO_REPORT');
    for (const left of ['documentNo', 'commitment'])
      expect(await refusedAct(id, YUZHONG, 'REPORT', { ...REPORT, [left]: undefined })).toEqual([
        409,
        ['CQ-E208'],
      ]);
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    await handle(id);
    await waitStatus(id, 'TO_MINISTRY');
    const documents = await sql<{ kind: string; number: string }>(
      'select kind, number from issued_document where case_id = $1',
      [id],
    );
    expect(documents).toEqual([{ kind: 'DISTRICT_REPORT', number: '渝某建文〔2024〕18号' }]);
  });

  test('[CQ-03][AC-24][CQ-E209][OP-14] consent makes a second version of the same grade', async () => {
    await clockAt('2024-10-12 10:00');
    const projectNo = await givenProject({ stages: { CONTRACT: 'B' } });
    const id = await reported(projectNo);
    await handle(id);
    await waitStatus(id, 'TO_MINISTRY');
    await clockAt('2024-10-14 09:00');
    expect(
      await refusedAct(id, ERRATUM, 'SEND_TO_MINISTRY', { ...APPLICATION, documentNo: undefined }),
    ).toEqual([409, ['CQ-E209']]);
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    await waitStatus(id, 'AT_MINISTRY');
    expect((await waitTask(id, 'MINISTRY_REPLY')).groups).toEqual([GROUP.ministry, GROUP.erratum]);
    const early = await act(id, ERRATUM, 'EXECUTE', {});
    expect([early.status, codes(early)]).toEqual([409, ['CQ-E210']]);
    await clockAt('2024-11-04 09:00');
    await doAct(id, MINISTRY, 'MINISTRY_REPLY', { outcome: 'MINISTRY_AGREED' });
    await waitStatus(id, 'CORRECTED');
    const versions = await versionsOf(projectNo, 'CONTRACT');
    expect(versions.map((v) => [v.version, v.status, String(v.data.contractAmount)])).toEqual([
      [1, 'B', '1200'],
      [2, 'B', '1250'],
    ]);
    expect(await waitMessage(id, 'CQ_CORRECTED')).toEqual([GROUP.ding]);
  });

  test('[CQ-03][AC-25] the ministry refuses: nothing changes', async () => {
    await clockAt('2024-10-12 10:00');
    const projectNo = await givenProject();
    const id = await reported(projectNo);
    await handle(id);
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    await doAct(id, ERRATUM, 'MINISTRY_REPLY', {
      outcome: 'MINISTRY_REFUSED',
      opinion: '佐证材料不足。',
    });
    await waitStatus(id, 'MINISTRY_REFUSED');
    expect(await versionsOf(projectNo, 'CONTRACT')).toHaveLength(1);
  });

  test('[CQ-03][AC-26][CQ-07c] city-managed: straight to the city, and still to the ministry', async () => {
    await clockAt('2024-05-06 09:00');
    const id = taken(await tryErratum(await givenProject({ managementLevel: 'CITY' })));
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.erratum]);
    expect(await caseView(id)).toMatchObject({ status: 'PENDING_CITY' });
    await doAct(id, ERRATUM, 'VERIFY', APPROVE);
    await waitStatus(id, 'TO_MINISTRY');
    const early = await act(id, ERRATUM, 'EXECUTE', {});
    expect([early.status, codes(early)]).toEqual([409, ['CQ-E210']]);
    expect(await actsOf(id)).toEqual([`${ERRATUM} VERIFY`]);
  });

  test('[CQ-03][AC-22][CQ-E202] used in a qualification application: nothing is stored', async () => {
    await clockAt('2024-06-12 09:00');
    const projectNo = await givenProject();
    await markUsed(projectNo);
    const refused = await tryErratum(projectNo);
    expect([refused.status, codes(refused)]).toEqual([422, ['CQ-E202']]);
  });

  test('[CQ-03][AC-23][CQ-03-R01] used meanwhile: ends before the ministry application', async () => {
    await clockAt('2024-06-03 09:00');
    const projectNo = await givenProject();
    const id = taken(await tryErratum(projectNo));
    await doAct(id, YUZHONG, 'VERIFY', APPROVE);
    await clockAt('2024-06-13 09:00');
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    await handle(id);
    await waitStatus(id, 'TO_MINISTRY');
    await clockAt('2024-06-14 09:00');
    await markUsed(projectNo);
    await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    expect(await waitStatus(id, 'REJECTED')).toMatchObject({ flags: ['CQ-E202'] });
    await waitMessage(id, 'CQ_E202_ENDED');
  });

  test('[CQ-03][CQ-03-R01] used before the district verified, or before execution', async () => {
    await clockAt('2024-06-03 09:00');
    const early = await givenProject();
    const first = taken(await tryErratum(early));
    await waitTask(first, 'VERIFY');
    await markUsed(early);
    await doAct(first, YUZHONG, 'VERIFY', APPROVE);
    await waitStatus(first, 'REJECTED');
    const late = await givenProject({ managementLevel: 'CITY' });
    const second = taken(await tryErratum(late));
    await doAct(second, ERRATUM, 'VERIFY', APPROVE);
    await doAct(second, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
    await waitTask(second, 'MINISTRY_REPLY');
    await markUsed(late);
    await doAct(second, MINISTRY, 'MINISTRY_REPLY', { outcome: 'MINISTRY_AGREED' });
    await waitStatus(second, 'REJECTED');
    expect(await versionsOf(late, 'CONTRACT')).toHaveLength(1);
  });

  test('[CQ-03][AC-28][CQ-E208] without the commitment nothing is reported', async () => {
    await clockAt('2024-06-03 09:00');
    const id = taken(await tryErratum(await givenProject()));
    await doAct(id, YUZHONG, 'VERIFY', APPROVE);
    expect(await refusedAct(id, YUZHONG, 'REPORT', { ...REPORT, commitment: false })).toEqual([
      409,
      ['CQ-E208'],
    ]);
    expect(await caseView(id)).toMatchObject({ status: 'TO_REPORT' });
  });

  test('[CQ-07d][CQ-07d-R05][DD-C09] incomplete: back to the district, its number stays', async () => {
    await clockAt('2024-07-01 09:00');
    const id = await reported(await givenProject(), { ...REPORT, coversProject: false });
    await waitStatus(id, 'INCOMPLETE_TO_DISTRICT');
    const number = () =>
      sql<{ number: number }>('select number from sample_arrival where case_id = $1', [id]);
    const before = await number();
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    await handle(id, { outcome: 'RETURN_TO_DISTRICT', opinion: '缺少佐证材料原件。' });
    await waitStatus(id, 'INCOMPLETE_TO_DISTRICT');
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    await handle(id);
    await waitStatus(id, 'TO_MINISTRY');
    expect(await number()).toEqual(before);
  });

  test('[CQ-07d][CQ-07d-R03] same working day, the next after 17:00; then only a flag', async () => {
    await clockAt('2024-07-01 16:00');
    const day = await reported(await givenProject());
    await clockAt('2024-07-01 17:30');
    const night = await reported(await givenProject());
    for (const [id, due] of [
      [day, '2024-07-02 00:00'],
      [night, '2024-07-03 00:00'],
    ] as const) {
      if (await drawnOnArrival(id)) continue;
      await waitTask(id, 'HANDLE');
      expect(await deadlinesOf(id)).toMatchObject({ 'CQ_IMMEDIATE#1': due });
    }
    await clockAt('2024-07-03 00:00');
    if (!(await drawnOnArrival(day))) {
      await waitMessage(day, 'CQ_OVERDUE');
      expect(await caseView(day)).toMatchObject({ status: 'REPORTED_CITY', flags: ['OVERDUE'] });
    }
  });

  test('[CQ-03][CQ-E203][CQ-E205][CQ-E206][CQ-E201][CQ-E204] refusals on submission', async () => {
    await clockAt('2024-06-03 09:00');
    const projectNo = await givenProject();
    const same = await tryErratum(projectNo, {
      items: [{ field: 'contractAmount', currentValue: '1200', value: '1200', reason: '核对' }],
    });
    expect([same.status, codes(same)]).toEqual([422, ['CQ-E205']]);
    expect(codes(await tryErratum(projectNo, { stage: 'TENDER' }))).toContain('CQ-E201');
    taken(await tryErratum(projectNo));
    expect(codes(await tryErratum(projectNo))).toContain('CQ-E206');
    const bare = await (await as(DING)).post('/api/cases/cq-erratum', {
      data: { projectNo },
      attachments: await attach(DING, ERRATUM_PAPERS.slice(1)),
    });
    expect(bare.status).toBe(422);
    const other = await tryErratum(projectNo, {}, YUBEI);
    expect(other.status).toBe(403);
  });

  test('[CQ-03][CQ-E103] returned with a reason, corrected, refused; withdrawn', async () => {
    await clockAt('2024-06-03 09:00');
    const projectNo = await givenProject();
    const id = taken(await tryErratum(projectNo));
    expect(await refusedAct(id, YUZHONG, 'VERIFY', { outcome: 'RETURNED' })).toEqual([
      409,
      ['CQ-E103'],
    ]);
    expect(await refusedAct(id, SUPERVISION, 'VERIFY', APPROVE)).toMatchObject([
      expect.any(Number),
      ['CQ-E101'],
    ]);
    await doAct(id, YUZHONG, 'VERIFY', { outcome: 'RETURNED', opinion: '原因不明。' });
    expect(await waitStatus(id, 'RETURNED')).toMatchObject({ awaitsCorrection: true });
    const { data } = (await (await as(DING)).get(`/api/cases/${id}`)).body;
    const corrected = await (await as(DING)).post(`/api/cases/${id}/corrections`, {
      data,
      attachments: await attach(DING, ERRATUM_PAPERS),
    });
    expect([corrected.status, corrected.text]).toEqual([200, expect.anything()]);
    await doAct(id, YUZHONG, 'VERIFY', { outcome: 'REJECTED', opinion: '不属实。' });
    await waitStatus(id, 'REJECTED');
    void WU;
  });
});
