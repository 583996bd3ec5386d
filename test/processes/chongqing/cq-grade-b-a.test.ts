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
  concluded,
  ERRATUM,
  fraudComplaint,
  GROUP,
  givenProject,
  gradesOf,
  granting,
  REPORT,
  refusedAct,
  report,
  resubmitted,
  taken,
  tryUpgrade,
  UPGRADE_PAPERS,
  withdrawn,
  YUZHONG,
} from '../../harness/chongqing-records';

const B = { stages: { CONTRACT: 'B' } };
const GRANT = granting({ CONTRACT: 'GRANTED' }, 'A');
const BACK = { outcome: 'RETURNED', opinion: '材料不清。' };
const upgrade = (projectNo: string, stages = ['CONTRACT'], target = 'A') =>
  tryUpgrade('cq-grade-b-a', projectNo, stages, target);

/** An upgrade that the district approved. */
async function approved(projectNo: string): Promise<string> {
  const id = taken(await upgrade(projectNo));
  await doAct(id, YUZHONG, 'VERIFY', GRANT);
  await waitTask(id, 'REPORT');
  return id;
}

describe('from B to A', () => {
  afterAll(leaveStack);

  test('[CQ-05][CQ-07d-R06][AC-32][CQ-E302][CQ-E208] reported with a formal document, confirmed by the city', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject({ stages: { CONTRACT: 'B', ACCEPT: 'D' } });
    const both = await upgrade(projectNo, ['CONTRACT', 'ACCEPT']);
    expect([both.status, codes(both)]).toEqual([422, ['CQ-E302']]);
    const id = taken(await upgrade(projectNo));
    await waitStatus(id, 'PENDING_DISTRICT');
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.yuzhong]);
    await doAct(id, YUZHONG, 'VERIFY', GRANT);
    await waitStatus(id, 'TO_REPORT');
    for (const left of ['documentNo', 'commitment'])
      expect(await refusedAct(id, YUZHONG, 'REPORT', { ...REPORT, [left]: undefined })).toEqual([
        409,
        ['CQ-E208'],
      ]);
    await report(id);
    await waitStatus(id, 'REPORTED_CITY');
    expect((await waitTask(id, 'HANDLE')).groups).toEqual([GROUP.erratum]);
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['B']);
    await doAct(id, ERRATUM, 'HANDLE', { outcome: 'AGREED' });
    await waitStatus(id, 'CONFIRMED_A');
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['B', 'A']);
  });

  test('[CQ-05][CQ-07e][4.5] drawn: the city does not confirm; nothing changes', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject(B);
    const id = await approved(projectNo);
    await report(id, true);
    await waitStatus(id, 'SAMPLED');
    await doAct(id, ERRATUM, 'CITY_REVIEW', { outcome: 'CITY_REFUSED', opinion: '指标不符。' });
    await waitStatus(id, 'CITY_REFUSED');
    expect(await waitMessage(id, 'CQ_CITY_REFUSED')).toEqual([GROUP.ding]);
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['B']);
  });

  test('[CQ-05][CQ-07f][AC-44] a complaint of fraud before the report: no immediate handling', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject(B);
    const id = await approved(projectNo);
    const complaint = await fraudComplaint(projectNo);
    await report(id);
    expect(await waitStatus(id, 'KEY_CHECK')).toMatchObject({ tasks: [] });
    await concluded(complaint, 'CLEAN');
    await doAct(id, ERRATUM, 'CITY_REVIEW', { outcome: 'AGREED' });
    await waitStatus(id, 'CONFIRMED_A');
  });

  test('[CQ-05][4.5][CQ-E103] refused by the district; returned, corrected, withdrawn', async () => {
    await clockAt('2024-05-08 09:00');
    const refused = taken(await upgrade(await givenProject(B)));
    expect(await refusedAct(refused, YUZHONG, 'VERIFY', { outcome: 'REJECTED' })).toEqual([
      409,
      ['CQ-E103'],
    ]);
    await doAct(refused, YUZHONG, 'VERIFY', { outcome: 'REJECTED', opinion: '不符。' });
    await waitStatus(refused, 'REJECTED');
    const id = taken(await upgrade(await givenProject(B)));
    await doAct(id, YUZHONG, 'VERIFY', BACK);
    await waitStatus(id, 'RETURNED');
    await resubmitted(id, UPGRADE_PAPERS);
    await doAct(id, YUZHONG, 'VERIFY', BACK);
    await waitStatus(id, 'RETURNED');
    await withdrawn(id);
    await waitStatus(id, 'WITHDRAWN');
  });

  test('[CQ-05][CQ-E306][CQ-E303] no other grade than A, no city-managed project', async () => {
    await clockAt('2024-05-08 09:00');
    expect(codes(await upgrade(await givenProject(B), ['CONTRACT'], 'B'))).toEqual(['CQ-E306']);
    const city = await givenProject({ ...B, managementLevel: 'CITY' });
    expect(codes(await upgrade(city))).toEqual(['CQ-E303']);
  });
});
