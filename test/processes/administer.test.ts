/**
 * [R8] Every wait has a way out: an administrator of cases (role `case-admin`) reassigns a task that nobody
 * can do, and ends a case that cannot go on. With people of this file alone, in Keycloak as it is.
 */
import {
  administrator,
  openTask,
  REASON,
  reassign,
  stuckOf,
  terminate,
} from '../harness/administer';
import {
  actsOf,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  openTasksOf,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../harness/cases';
import {
  GROUP as CQ,
  fraudComplaint,
  givenProject,
  SUPERVISION,
  SUPERVISION_TWO,
  taken,
  tryErratum,
  YUBEI,
  YUZHONG,
} from '../harness/chongqing-records';
import { doVoid } from '../harness/chongqing-supervision';
import { as, waitFor } from '../harness/client';
import { newPerson, setEnabled } from '../harness/people';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  GROUP,
  givenPermit,
  JIA,
  submitted,
  XIAOSHAN,
} from '../harness/subcontract';

const city = (account: string) => ({ account, unit: 'CITY' });
const inspector = () => newPerson({ roles: ['reviewer'], organisations: [CQ.supervision] });

const audited = async (id: string, action: string) =>
  sql<{ detail: Record<string, unknown>; actor: string; actor_name: string }>(
    'select detail, actor_name from audit_event where chain = $1 and action = $2 order by seq',
    [`case:${id}`, action],
  );

/** On site, inspected: the first of these is to sign. */
async function toSign(...inspectors: string[]): Promise<string> {
  const id = await fraudComplaint(await givenProject());
  const opinion = '须到现场核对。';
  const choice = { outcome: 'ON_SITE', opinion, inspectors: inspectors.map(city) };
  await doAct(id, SUPERVISION, 'CHOOSE_METHOD', choice);
  const findings = [{ stage: 'CONTRACT', finding: '合同原件齐全。' }];
  const inspection = { inspectedAt: '2024-05-08', place: '示例工地', findings };
  await doAct(id, SUPERVISION, 'INSPECT', inspection);
  await waitTask(id, 'SIGN');
  return id;
}

afterAll(leaveStack);

describe('a task that nobody can do', () => {
  test('[R8][CQ-07f][CQ-E402][G-05][E-00-15][E-00-16] an inspector leaves before signing: a colleague signs instead', async () => {
    await clockAt('2024-05-08 09:00');
    const [leaver, two, admin] = [
      await inspector(),
      await inspector(),
      await administrator('city-500000'),
    ];
    const id = await toSign(leaver, two);
    expect(await stuckOf(admin, id)).toEqual([]);
    await setEnabled(leaver, false);
    const key = await openTask(id, 'SIGN');
    // rights are those of now, give or take a second
    await waitFor('the task to be stuck', async () => (await stuckOf(admin, id)).length > 0);
    expect(await stuckOf(admin, id)).toMatchObject([{ key, why: 'NAMED', person: leaver }]);
    const { text: list } = await (await as(admin)).get('/reports/stuck-tasks').expect(200);
    expect(list).toContain(`/cases/${id}`);
    await (await as(SUPERVISION)).get('/api/reports/stuck-tasks').expect(403);

    // who may, and to whom
    expect(await reassign(id, SUPERVISION, { person: SUPERVISION_TWO })).toEqual([
      403,
      ['E-00-01'],
    ]);
    expect(await reassign(id, CIXI, { person: SUPERVISION })).toEqual([404, ['E-00-22']]);
    expect(await reassign(id, admin, { person: SUPERVISION, reason: ' ' })).toEqual([
      409,
      ['E-00-17'],
    ]);
    expect(await reassign(id, admin, { person: admin })).toEqual([409, ['E-00-19']]);
    expect(await reassign(id, admin, {})).toEqual([409, ['E-00-27']]);
    expect(await reassign(id, admin, { person: YUZHONG })).toEqual([409, ['E-00-28']]);
    expect(await reassign(id, admin, { person: leaver })).toEqual([422, ['E-00-15']]);
    expect(await reassign(id, admin, { organisation: 'county-0' })).toEqual([422, ['E-00-16']]);
    const away = { organisation: CQ.yuzhong, person: YUZHONG };
    expect(await reassign(id, admin, away)).toEqual([409, ['CQ-E402']]);
    expect(await reassign(id, admin, { task: '1', person: SUPERVISION })).toEqual([
      404,
      ['E-00-22'],
    ]);

    const page = async (who: string) =>
      (await (await as(who)).get(`/cases/${id}`).expect(200)).text;
    expect(await page(admin)).toContain('改派任务');
    expect(await page(SUPERVISION)).not.toContain('改派任务');
    expect(await reassign(id, admin, { person: SUPERVISION })).toEqual([202, []]);
    expect(await stuckOf(admin, id)).toEqual([]);
    const told = await waitMessage(id, 'TASK_REASSIGNED');
    expect(told.sort()).toEqual([CQ.supervision, `person-${SUPERVISION}`]);
    expect(await page(SUPERVISION)).toContain(REASON);
    expect(await audited(id, 'task.reassigned')).toMatchObject([
      { actor_name: '案管员', detail: { opinion: REASON, person: SUPERVISION, task: key } },
    ]);

    // it is the colleague's alone, who sees the own name in the form
    const { data } = (await (await as(SUPERVISION)).get(`/api/tasks/${key}`).expect(200)).body;
    expect(data.inspectorAccount).toBe(SUPERVISION);
    const other = await (await as(SUPERVISION_TWO)).post(`/api/cases/${id}/acts/SIGN`, {
      signed: true,
    });
    expect([other.status, codes(other)]).toEqual([409, ['E-00-03']]);
    // past the doors it is void, and offered again for the same colleague
    await doVoid(id, SUPERVISION_TWO, 'SIGN', { signed: true });
    const again = await openTask(id, 'SIGN');
    const offered = await (await as(SUPERVISION)).get(`/api/tasks/${again}`).expect(200);
    expect(offered.body.data.inspectorAccount).toBe(SUPERVISION);
    await doAct(id, SUPERVISION, 'SIGN', { signed: true });
    await waitFor('the turn of the second', async () => (await openTask(id, 'SIGN')) !== again);
    // two different people sign
    expect(await reassign(id, admin, { person: SUPERVISION })).toEqual([409, ['CQ-E402']]);
    await doAct(id, two, 'SIGN', { signed: true });
    await waitTask(id, 'CONCLUDE');
    const [record] = await sql<{ content: { paragraphs: string[] } }>(
      `select content from issued_document where case_id = $1 and kind = 'INSPECTION_RECORD'`,
      [id],
    );
    expect(record?.content.paragraphs[2]).toBe(
      `核查人员（账号，均已签名）：${SUPERVISION}、${two}`,
    );
    expect(await actsOf(id)).toContain(`${admin} REASSIGN`);
  });

  test('[R8][ZJ-07] who has claimed it leaves: it goes back to the colleagues', async () => {
    await clockAt('2026-09-28 15:00');
    await givenPermit();
    const id = await submitted();
    await waitTask(id, 'CONFIRM');
    const [leaver, admin] = [
      await newPerson({ roles: ['reviewer'], organisations: [GROUP.cixi] }),
      await administrator(GROUP.cixi),
    ];
    const away = { organisation: GROUP.cixi };
    expect(await reassign(id, admin, away)).toEqual([409, ['E-00-18']]);
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    const key = await openTask(id, 'REVIEW');
    await (await as(leaver)).post(`/api/tasks/${key}/claim`, {}).expect(200);
    await setEnabled(leaver, false);
    const taken = await (await as(CIXI)).post(`/api/cases/${id}/acts/REVIEW`, APPROVE);
    expect([taken.status, codes(taken)]).toEqual([409, ['E-00-03']]);
    await waitFor('the task to be stuck', async () => (await stuckOf(admin, id)).length > 0);
    expect(await stuckOf(admin, id)).toMatchObject([{ key, why: 'CLAIMED', person: leaver }]);
    expect(await reassign(id, admin, {})).toEqual([202, []]);
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
  });

  test('[R8][CQ-03] nobody is left in the office: another one does it', async () => {
    await clockAt('2024-05-08 09:00');
    // a district in which nobody has an account
    const id = taken(await tryErratum(await givenProject({ regionCode: '500101' })));
    const admin = await administrator('city-500000');
    const key = await openTask(id, 'VERIFY');
    expect(await stuckOf(admin, id)).toMatchObject([{ key, why: 'NOBODY', person: null }]);
    expect(await reassign(id, admin, { organisation: CQ.yubei })).toEqual([202, []]);
    expect(await stuckOf(admin, id)).toEqual([]);
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([CQ.yubei]);
    await doAct(id, YUBEI, 'VERIFY', { outcome: 'APPROVED' });
  });
});

describe('a case that cannot go on', () => {
  test('[R8][ZJ-07] it is ended with a reason, and everybody is told', async () => {
    await clockAt('2026-09-28 15:00');
    await givenPermit();
    const id = await submitted();
    await waitTask(id, 'CONFIRM');
    const admin = await administrator(GROUP.cixi);
    expect(await terminate(id, CIXI)).toEqual([403, ['E-00-01']]);
    expect(await terminate(id, XIAOSHAN)).toEqual([404, ['E-00-22']]);
    expect(await terminate(id, admin, {})).toEqual([409, ['E-00-17']]);
    expect(await terminate(id, admin)).toEqual([202, []]);
    const { status, closedAt } = await caseView(id);
    expect([status, closedAt]).toEqual(['TERMINATED', expect.any(String)]);
    const told = await waitMessage(id, 'CASE_TERMINATED');
    expect(told).toEqual(expect.arrayContaining([GROUP.yi, GROUP.jia, GROUP.cixi]));
    expect(await audited(id, 'case.terminated')).toMatchObject([{ detail: { opinion: REASON } }]);
    await waitFor('the task to be gone', async () => (await openTasksOf(id)).length === 0);
    expect(await terminate(id, admin)).toEqual([409, ['E-00-03']]);
    const { text } = await (await as(admin)).get(`/cases/${id}`).expect(200);
    expect(text).toContain(REASON);
    expect(text).not.toContain('终止案件</button>');
  });
});
