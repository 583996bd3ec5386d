/** CQ-04: from D to B. This and the other two upgrades are handled by `cq-grade-handling`. */
import {
  attach,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { enteredBuilding } from '../../harness/chongqing';
import {
  cited,
  concluded,
  DING,
  fraudComplaint,
  GROUP,
  givenProject,
  gradesOf,
  granting,
  newProjectNo,
  publicLines,
  published,
  refusedAct,
  resubmitted,
  taken,
  tryErratum,
  tryUpgrade,
  UPGRADE_PAPERS,
  withdrawn,
  YUZHONG,
} from '../../harness/chongqing-records';
import { as } from '../../harness/client';

const upgrade = (projectNo: string, stages = ['CONTRACT'], target = 'B', who = DING) =>
  tryUpgrade('cq-grade-d-b', projectNo, stages, target, who);
const GRANT = granting({ CONTRACT: 'GRANTED' }, 'B');

describe('from D to B', () => {
  afterAll(leaveStack);

  test('[CQ-04][AC-29] by the district alone, at once; the public page follows', async () => {
    await clockAt('2024-05-08 09:00');
    const { id: source } = await enteredBuilding();
    const own = await givenProject();
    await published(source, own, 'CONTRACT');
    const id = taken(await upgrade(own));
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.yuzhong]);
    expect(await caseView(id)).toMatchObject({ status: 'PENDING_VERIFY' });
    await doAct(id, YUZHONG, 'VERIFY', GRANT);
    expect(await waitStatus(id, 'GRADED_B')).toMatchObject({ tasks: [] });
    expect(await gradesOf(own, 'CONTRACT')).toEqual(['D', 'B']);
    expect(await waitMessage(id, 'CQ_GRADED')).toEqual([GROUP.ding]);
    expect(await publicLines(source)).toContain('合同登记 · 数据等级: B级');
  });

  test('[CQ-04][DD-C10][OP-05] granted for one stage, refused for the other', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject({ stages: { CONTRACT: 'D', ACCEPT: 'C' } });
    const id = taken(await upgrade(projectNo, ['CONTRACT', 'ACCEPT']));
    await doAct(id, YUZHONG, 'VERIFY', granting({ CONTRACT: 'REFUSED', ACCEPT: 'GRANTED' }, 'B'));
    await waitStatus(id, 'PARTLY_GRANTED');
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['D']);
    expect(await gradesOf(projectNo, 'ACCEPT')).toEqual(['C', 'B']);
  });

  test('[CQ-04][CQ-E102][CQ-E103] every stage is judged; refused with a reason', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject({ stages: { CONTRACT: 'D', ACCEPT: 'D' } });
    const id = taken(await upgrade(projectNo, ['CONTRACT', 'ACCEPT']));
    for (const given of [GRANT, { outcome: 'APPROVED' }])
      expect(await refusedAct(id, YUZHONG, 'VERIFY', given)).toEqual([409, ['CQ-E102']]);
    expect(await refusedAct(id, YUZHONG, 'VERIFY', { outcome: 'REJECTED' })).toEqual([
      409,
      ['CQ-E103'],
    ]);
    await doAct(id, YUZHONG, 'VERIFY', { outcome: 'REJECTED', opinion: '数据不实。' });
    await waitStatus(id, 'REJECTED');
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['D']);
  });

  test('[CQ-04][4.5][E-00-05] returned, corrected and granted; another is withdrawn', async () => {
    await clockAt('2024-05-08 09:00');
    const back = { outcome: 'RETURNED', opinion: '材料不清。' };
    const id = taken(await upgrade(await givenProject()));
    await doAct(id, YUZHONG, 'VERIFY', back);
    await waitStatus(id, 'RETURNED');
    await resubmitted(id, UPGRADE_PAPERS);
    await doAct(id, YUZHONG, 'VERIFY', GRANT);
    await waitStatus(id, 'GRADED_B');
    const other = taken(await upgrade(await givenProject()));
    await waitTask(other, 'VERIFY');
    const early = await (await as(DING)).post(`/api/cases/${other}/withdrawal`);
    expect(codes(early)).toEqual(['E-00-05']);
    await doAct(other, YUZHONG, 'VERIFY', back);
    await waitStatus(other, 'RETURNED');
    await withdrawn(other);
    await waitStatus(other, 'WITHDRAWN');
  });

  test('[CQ-04][AC-34][CQ-E301][CQ-E309][CQ-E308][CQ-E206] not stored, nothing chosen, one under way', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject();
    const missing = await upgrade(projectNo, ['TENDER']);
    expect([missing.status, codes(missing)]).toEqual([422, ['CQ-E301']]);
    const unknown = await upgrade(newProjectNo());
    expect(codes(unknown)).toEqual(['CQ-E301']);
    const none = await upgrade(projectNo, []);
    expect([none.status, codes(none)]).toEqual([422, ['CQ-E309']]);
    taken(await upgrade(projectNo));
    expect(codes(await upgrade(projectNo))).toEqual(['CQ-E308']);
    expect(codes(await tryErratum(projectNo))).toEqual(['CQ-E206']);
  });

  test('[CQ-04][CQ-E302][CQ-E303][CQ-E304][CQ-E305][CQ-E306][CQ-E307] grades, level, papers, participant', async () => {
    await clockAt('2024-05-08 09:00');
    const b = await givenProject({ stages: { CONTRACT: 'B', ACCEPT: 'D', BASIC: 'C' } });
    expect(codes(await upgrade(b))).toEqual(['CQ-E302']);
    expect(codes(await upgrade(b, ['ACCEPT'], 'A'))).toEqual(['CQ-E305']);
    expect(codes(await upgrade(b, ['ACCEPT'], 'C'))).toEqual(['CQ-E306']);
    expect(codes(await upgrade(b, ['BASIC'], 'C'))).toEqual(['CQ-E306']);
    expect(codes(await upgrade(b, ['ACCEPT'], 'B', 'ji.ge'))).toEqual(['CQ-E307']);
    const city = await givenProject({ managementLevel: 'CITY' });
    expect(codes(await upgrade(city))).toEqual(['CQ-E303']);
    const bare = await (await as(DING)).post('/api/cases/cq-grade-d-b', {
      data: { projectNo: b, stages: ['ACCEPT'], targetGrade: 'B' },
      attachments: await attach(DING, UPGRADE_PAPERS.slice(1)),
    });
    expect([bare.status, codes(bare)]).toEqual([422, ['CQ-E304']]);
  });

  test('[CQ-04][AC-35] used in a qualification application: upgrades go on', async () => {
    await clockAt('2024-06-12 09:00');
    const projectNo = await givenProject();
    await cited(projectNo);
    const id = taken(await upgrade(projectNo));
    await doAct(id, YUZHONG, 'VERIFY', GRANT);
    await waitStatus(id, 'GRADED_B');
  });

  test('[CQ-04][CQ-07f][OP-16] a key check holds the district, too; proven: refused', async () => {
    await clockAt('2024-06-12 09:00');
    const projectNo = await givenProject();
    const id = taken(await upgrade(projectNo));
    await waitTask(id, 'VERIFY');
    const complaint = await fraudComplaint(projectNo);
    expect(await waitStatus(id, 'KEY_CHECK')).toMatchObject({ tasks: [] });
    await concluded(complaint, 'FRAUD');
    await waitStatus(id, 'REJECTED');
    expect(await gradesOf(projectNo, 'CONTRACT')).toEqual(['D']);
  });
});
