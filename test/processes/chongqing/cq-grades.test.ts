import {
  cancelOpenCases,
  caseView,
  clockAt,
  codes,
  doAct,
  endSql,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  cityTask,
  DING,
  ERRATUM,
  GROUP,
  givenProject,
  granting,
  markUsed,
  REPORT,
  taken,
  tryUpgrade,
  VERIFY,
  versionsOf,
  YUZHONG,
} from '../../harness/chongqing-records';

const gradesOf = async (projectNo: string, stage: string) =>
  (await versionsOf(projectNo, stage)).map(({ status }) => status);

describe('grades', () => {
  afterAll(async () => {
    await cancelOpenCases();
    await clockAt(null);
    await endSql();
  });

  test('[CQ-04][AC-29] D→B by the district alone', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject();
    const id = taken(await tryUpgrade('cq-grade-d-b', projectNo, ['CONTRACT'], 'B'));
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.yuzhong]);
    expect(await caseView(id)).toMatchObject({ status: 'PENDING_VERIFY' });
    await doAct(id, YUZHONG, 'VERIFY', granting({ CONTRACT: 'GRANTED' }, 'B'));
    expect(await waitStatus(id, 'GRADED_B')).toMatchObject({ tasks: [] });
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['D', 'B']);
  });

  test('[CQ-05][AC-32][CQ-E302] B→A: reported with a formal document, confirmed by the city', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject({ stages: { CONTRACT: 'B', ACCEPT: 'D' } });
    const both = await tryUpgrade('cq-grade-b-a', projectNo, ['CONTRACT', 'ACCEPT'], 'A');
    expect([both.status, codes(both)]).toEqual([422, ['CQ-E302']]);
    const id = taken(await tryUpgrade('cq-grade-b-a', projectNo, ['CONTRACT'], 'A'));
    await doAct(id, YUZHONG, 'VERIFY', granting({ CONTRACT: 'GRANTED' }, 'A'));
    await doAct(id, YUZHONG, 'REPORT', REPORT);
    const step = await cityTask(id);
    await waitStatus(id, step === 'CITY_REVIEW' ? 'SAMPLED' : 'REPORTED_CITY');
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['B']);
    await doAct(id, ERRATUM, step, { outcome: 'AGREED' });
    await waitStatus(id, 'CONFIRMED_A');
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['B', 'A']);
  });

  test('[CQ-06][AC-31][CQ-E303] city-managed D→A by the city, never D→B', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject({ managementLevel: 'CITY' });
    const down = await tryUpgrade('cq-grade-d-b', projectNo, ['CONTRACT'], 'B');
    expect([down.status, codes(down)]).toEqual([422, ['CQ-E303']]);
    const id = taken(await tryUpgrade('cq-grade-d-a-city', projectNo, ['CONTRACT'], 'A'));
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.verify]);
    await doAct(id, VERIFY, 'VERIFY', granting({ CONTRACT: 'GRANTED' }, 'A'));
    await waitStatus(id, 'GRADED_A');
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['D', 'A']);
  });

  test('[CQ-04][DD-C10] granted for one stage, refused for the other', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject({ stages: { CONTRACT: 'D', ACCEPT: 'C' } });
    const id = taken(await tryUpgrade('cq-grade-d-b', projectNo, ['CONTRACT', 'ACCEPT'], 'B'));
    await doAct(id, YUZHONG, 'VERIFY', granting({ CONTRACT: 'REFUSED', ACCEPT: 'GRANTED' }, 'B'));
    await waitStatus(id, 'PARTLY_GRANTED');
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['D']);
    expect(await gradesOf(projectNo, 'ACCEPT')).toEqual(['C', 'B']);
  });

  test('[CQ-04][AC-34][CQ-E301][CQ-E309][CQ-E308] not stored, nothing chosen, one under way', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject();
    const missing = await tryUpgrade('cq-grade-d-b', projectNo, ['TENDER'], 'B');
    expect([missing.status, codes(missing)]).toEqual([422, ['CQ-E301']]);
    const none = await tryUpgrade('cq-grade-d-b', projectNo, [], 'B');
    expect([none.status, codes(none)]).toEqual([422, ['CQ-E309']]);
    taken(await tryUpgrade('cq-grade-d-b', projectNo, ['CONTRACT'], 'B'));
    const again = await tryUpgrade('cq-grade-d-b', projectNo, ['CONTRACT'], 'B');
    expect(codes(again)).toContain('CQ-E308');
  });

  test('[CQ-04][AC-35] used in a qualification application: upgrades go on', async () => {
    await clockAt('2024-06-12 09:00');
    const projectNo = await givenProject();
    await markUsed(projectNo);
    taken(await tryUpgrade('cq-grade-d-b', projectNo, ['CONTRACT'], 'B', DING));
  });

  test('[CQ-05][CQ-E305][CQ-E310] steps are not skipped', async () => {
    await clockAt('2024-06-12 09:00');
    const d = await givenProject();
    expect(codes(await tryUpgrade('cq-grade-d-a-city', d, ['CONTRACT'], 'A'))).toEqual(['CQ-E305']);
    const b = await givenProject({ stages: { CONTRACT: 'B' } });
    expect(codes(await tryUpgrade('cq-grade-d-a-city', b, ['CONTRACT'], 'A'))).toEqual(['CQ-E310']);
  });
});
