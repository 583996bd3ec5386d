import { clockAt, codes, doAct, leaveStack, waitStatus, waitTask } from '../../harness/cases';
import {
  concluded,
  fraudComplaint,
  GROUP,
  givenProject,
  gradesOf,
  granting,
  resubmitted,
  taken,
  tryUpgrade,
  UPGRADE_PAPERS,
  VERIFY,
  withdrawn,
} from '../../harness/chongqing-records';

const CITY = { managementLevel: 'CITY' } as const;
const GRANT = granting({ CONTRACT: 'GRANTED' }, 'A');
const upgrade = (projectNo: string, target = 'A') =>
  tryUpgrade('cq-grade-d-a-city', projectNo, ['CONTRACT'], target);

describe('from D to A, city-managed', () => {
  afterAll(leaveStack);

  test('[CQ-06][AC-31][CQ-07c][CQ-E303] by the city in full, never to B', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject(CITY);
    expect(codes(await upgrade(projectNo, 'B'))).toEqual(['CQ-E303']);
    const id = taken(await upgrade(projectNo));
    await waitStatus(id, 'PENDING_CITY');
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.verify]);
    await doAct(id, VERIFY, 'VERIFY', GRANT);
    await waitStatus(id, 'GRADED_A');
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['D', 'A']);
  });

  test.each(['B', 'C'])('[CQ-06][OP-15] from %s, too', async (grade) => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject({ ...CITY, stages: { CONTRACT: grade } });
    const id = taken(await upgrade(projectNo));
    await doAct(id, VERIFY, 'VERIFY', GRANT);
    await waitStatus(id, 'GRADED_A');
  });

  test('[CQ-06][CQ-E305][CQ-E310][CQ-E306] not for a district’s project, not above A', async () => {
    await clockAt('2024-06-12 09:00');
    expect(codes(await upgrade(await givenProject()))).toEqual(['CQ-E305']);
    const c = await givenProject({ stages: { CONTRACT: 'C' } });
    expect(codes(await upgrade(c))).toEqual(['CQ-E305']);
    const b = await givenProject({ stages: { CONTRACT: 'B' } });
    expect(codes(await upgrade(b))).toEqual(['CQ-E310']);
    const a = await givenProject({ ...CITY, stages: { CONTRACT: 'A' } });
    expect(codes(await upgrade(a))).toEqual(['CQ-E306']);
  });

  test('[CQ-06][CQ-07f][OP-16][4.5] key check: clean goes on; refused', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject(CITY);
    const id = taken(await upgrade(projectNo));
    await waitTask(id, 'VERIFY');
    const complaint = await fraudComplaint(projectNo);
    await waitStatus(id, 'KEY_CHECK');
    await concluded(complaint, 'CLEAN');
    await doAct(id, VERIFY, 'VERIFY', { outcome: 'REJECTED', opinion: '数据不实。' });
    await waitStatus(id, 'REJECTED');
  });

  test('[CQ-06][4.5] returned, corrected, returned again, withdrawn', async () => {
    await clockAt('2024-05-08 09:00');
    const back = { outcome: 'RETURNED', opinion: '材料不清。' };
    const id = taken(await upgrade(await givenProject(CITY)));
    await doAct(id, VERIFY, 'VERIFY', back);
    await waitStatus(id, 'RETURNED');
    await resubmitted(id, UPGRADE_PAPERS);
    await doAct(id, VERIFY, 'VERIFY', back);
    await waitStatus(id, 'RETURNED');
    await withdrawn(id);
    await waitStatus(id, 'WITHDRAWN');
  });
});
