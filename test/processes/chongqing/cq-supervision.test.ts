import {
  cancelOpenCases,
  caseView,
  clockAt,
  codes,
  doAct,
  endSql,
  sql,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  APPROVE,
  COMPLAINTS,
  cityTask,
  ERRATUM,
  GROUP,
  givenProject,
  granting,
  REPORT,
  refusedAct,
  SUPERVISION,
  SUPERVISION_TWO,
  taken,
  tryErratum,
  tryUpgrade,
  versionsOf,
  YUZHONG,
} from '../../harness/chongqing-records';
import { as, waitFor } from '../../harness/client';

/** A complaint that a clerk takes down; the door without log-in is tested with the public pages. */
async function complained(projectNo: string, allegation = 'FRAUD'): Promise<string> {
  const data = {
    channel: 'PHONE',
    named: 'NO',
    projectNo,
    allegation,
    content: '合同金额与实际不符。',
  };
  return taken(await (await as(YUZHONG)).post('/api/cases/cq-complaint-intake', { data }));
}

const ON_SITE = {
  outcome: 'ON_SITE',
  opinion: '须到现场核对。',
  inspectors: [
    { account: SUPERVISION, unit: 'CITY' },
    { account: SUPERVISION_TWO, unit: 'CITY' },
  ],
};
const INSPECTION = {
  inspectedAt: '2024-05-10',
  place: '渝中区示例工地',
  findings: [{ stage: 'CONTRACT', finding: '合同原件齐全，金额一致。' }],
};

describe('supervision', () => {
  afterAll(async () => {
    await cancelOpenCases();
    await clockAt(null);
    await endSql();
  });

  test('[CQ-07f][AC-44][CQ-E402] a fraud complaint stops the handling until two have been on site', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject({ stages: { CONTRACT: 'B' } });
    const id = taken(await tryUpgrade('cq-grade-b-a', projectNo, ['CONTRACT'], 'A'));
    await doAct(id, YUZHONG, 'VERIFY', granting({ CONTRACT: 'GRANTED' }, 'A'));
    await waitTask(id, 'REPORT');
    const complaint = await complained(projectNo);
    await doAct(complaint, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'ACCEPTED' });
    await waitTask(complaint, 'CHOOSE_METHOD');
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    await waitStatus(id, 'KEY_CHECK');
    expect(
      await refusedAct(complaint, SUPERVISION, 'CHOOSE_METHOD', {
        ...ON_SITE,
        inspectors: [ON_SITE.inspectors[0], ON_SITE.inspectors[0]],
      }),
    ).toEqual([409, ['CQ-E402']]);
    await doAct(complaint, SUPERVISION, 'CHOOSE_METHOD', ON_SITE);
    await waitStatus(complaint, 'ON_SITE');
    await doAct(complaint, SUPERVISION, 'INSPECT', INSPECTION);
    await doAct(complaint, SUPERVISION, 'SIGN', { signed: true });
    await doAct(complaint, SUPERVISION_TWO, 'SIGN', { signed: true });
    expect(await versionsOf(projectNo, 'CONTRACT')).toHaveLength(1);
    await doAct(complaint, SUPERVISION, 'CONCLUDE', { outcome: 'CLEAN' });
    await waitStatus(complaint, 'CLOSED');
    expect(await cityTask(id)).toBe('CITY_REVIEW');
    await doAct(id, ERRATUM, 'CITY_REVIEW', { outcome: 'AGREED' });
    await waitStatus(id, 'CONFIRMED_A');
  });

  test('[CQ-07g][CQ-E103] dismissed with a reason; another allegation is handled in the ordinary way', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject();
    const one = await complained(projectNo);
    expect((await waitTask(one, 'ACCEPT_COMPLAINT')).groups).toEqual([GROUP.complaints]);
    expect(await refusedAct(one, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'DISMISSED' })).toEqual(
      [409, ['CQ-E103']],
    );
    await doAct(one, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'DISMISSED', opinion: '无线索。' });
    await waitStatus(one, 'DISMISSED');
    const other = await complained(projectNo, 'OTHER');
    await doAct(other, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'ACCEPTED' });
    await doAct(other, COMPLAINTS, 'HANDLE_COMPLAINT', { opinion: '已告知。' });
    await waitStatus(other, 'CLOSED');
  });

  test('[CQ-07f][CQ-07f-R06] proven during the verification: the application is refused', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject();
    const id = taken(await tryErratum(projectNo));
    await waitTask(id, 'VERIFY');
    const complaint = await complained(projectNo);
    await doAct(complaint, COMPLAINTS, 'ACCEPT_COMPLAINT', { outcome: 'ACCEPTED' });
    await waitStatus(id, 'KEY_CHECK');
    await doAct(complaint, SUPERVISION, 'CHOOSE_METHOD', {
      outcome: 'PAPER',
      opinion: '书面材料足够。',
    });
    await doAct(complaint, SUPERVISION, 'CONCLUDE', { outcome: 'FRAUD', opinion: '合同系伪造。' });
    await waitStatus(id, 'REJECTED');
    void APPROVE;
  });

  test.each([
    ['2024-04', '2024-05-06'],
    ['2024-09', '2024-10-08'],
    ['2024-12', '2025-01-02'],
  ])('[CQ-07b][AC-38][AC-40] %s is drawn on %s at 02:00', async (period, day) => {
    await clockAt(`${period}-29 09:00`);
    await sql("delete from sample where period = $1 and kind = 'MONTHLY'", [period]).catch(
      () => undefined,
    );
    const low = await (await as(SUPERVISION)).post('/api/cases/cq-monthly-sampling', {
      data: { period, ratePercent: 9 },
    });
    expect([low.status, codes(low)]).toEqual([422, ['CQ-E401']]);
    const id = taken(
      await (await as(SUPERVISION)).post('/api/cases/cq-monthly-sampling', { data: { period } }),
    );
    await waitStatus(id, 'TO_DRAW');
    await clockAt(`${day} 01:59`);
    expect(await caseView(id)).toMatchObject({ status: 'TO_DRAW' });
    await clockAt(`${day} 02:00`);
    await waitFor(`draw of ${period}`, async () => {
      const { status } = await caseView(id);
      return ['NO_POPULATION', 'DRAWN', 'CLOSED'].includes(status) ? status : null;
    });
    await waitFor(`record of ${period}`, async () => {
      const issued = await sql('select 1 from issued_document where case_id = $1', [id]);
      return issued.length === 1 ? issued : null;
    });
  });
});
