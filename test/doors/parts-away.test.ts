/** A part that is away is called by its name at every door, and nothing is lost. */
import { actsOf, clockAt, doAct, leaveStack, unique, waitStatus, waitTask } from '../harness/cases';
import {
  fraudComplaint,
  givenProject,
  SUPERVISION,
  SUPERVISION_TWO,
} from '../harness/chongqing-records';
import { API, as, waitReady, whileAway } from '../harness/client';
import { problem } from '../harness/problem';
import { CONFIRM, givenPermit, JIA, record, submitted, YI } from '../harness/subcontract';

beforeAll(async () => {
  await clockAt('2026-09-30 15:00');
  await givenPermit();
});
afterAll(leaveStack);

const refused = async (response: Parameters<typeof problem>[0]) => [
  response.status,
  problem(response),
  response.headers['retry-after'],
];
/** Of a permit nobody asked about before: the answer is no remembered one. */
const checked = async () => {
  const data = record({ gcPermitNo: unique('P-') });
  return (await as(YI)).post('/api/cases/zj-subcontract/check', { data, attachments: [] });
};
const health = async () => {
  const { engine, database } = await (await fetch(`${API}/health/ready`)).json();
  return { engine, database };
};

test('[D15] the engine: every call says so, also those by its REST door', async () => {
  const id = await submitted();
  const task = await waitTask(id, 'CONFIRM');
  expect(task).toBeDefined();
  await whileAway('broker', 'kill9', async () => {
    expect(await refused(await checked())).toEqual([503, ['E-00-51'], '5']);
    const act = await (await as(JIA)).post(`/api/cases/${id}/acts/CONFIRM`, CONFIRM);
    expect(await refused(act)).toEqual([503, ['E-00-51'], '5']);
    const clock = await (await as('ops.lv')).put('/api/clock', {
      now: '2026-09-30T16:00:00+08:00',
    });
    expect(await refused(clock)).toEqual([503, ['E-00-51'], '5']);
    // what can be entered is listed without the words of the rules
    const home = await (await as(JIA)).get('/');
    expect([home.status, home.text.includes('/submit/zj-permit-project')]).toEqual([200, true]);
    expect(await health()).toEqual({ engine: 'down', database: 'up' });
  });
  await waitReady();
  await clockAt('2026-09-30 15:00');
  await doAct(id, JIA, 'CONFIRM', CONFIRM);
  await waitStatus(id, 'UNDER_REVIEW');
});

test('[D6][D15] an engine that listens and processes nothing is down, and no check waits for ever', async () => {
  await whileAway('broker', 'freeze', async () => {
    expect(await health()).toEqual({ engine: 'down', database: 'up' });
    const [status, codes] = await refused(await checked());
    expect([status, codes]).toEqual([503, ['E-00-56']]);
  });
  await waitReady();
  expect((await checked()).status).toBe(200);
});

test('[D15] Keycloak: an act says so', async () => {
  const id = await submitted();
  await waitTask(id, 'CONFIRM');
  const jia = await as(JIA);
  await whileAway('keycloak', 'kill9', async () => {
    const act = await jia.post(`/api/cases/${id}/acts/CONFIRM`, CONFIRM);
    expect(await refused(act)).toEqual([503, ['E-00-53'], '5']);
  });
  await doAct(id, JIA, 'CONFIRM', CONFIRM);
});

test('[R8][D15] Keycloak, while a form names people: nothing of the act is kept, and it works again', async () => {
  await clockAt('2024-05-08 09:00');
  const complaint = await fraudComplaint(await givenProject());
  const inspectors = [SUPERVISION, SUPERVISION_TWO].map((account) => ({ account, unit: 'CITY' }));
  const choice = { outcome: 'ON_SITE', opinion: '须到现场核对。', inspectors };
  const supervision = await as(SUPERVISION);
  const before = await actsOf(complaint);
  await whileAway('keycloak', 'kill9', async () => {
    const act = await supervision.post(`/api/cases/${complaint}/acts/CHOOSE_METHOD`, choice);
    expect(await refused(act)).toEqual([503, ['E-00-53'], '5']);
    expect(await actsOf(complaint)).toEqual(before);
  });
  await doAct(complaint, SUPERVISION, 'CHOOSE_METHOD', choice);
  await waitStatus(complaint, 'ON_SITE');
});

test('[D15] the database', async () => {
  const yi = await as(YI);
  await whileAway('postgres', 'kill9', async () => {
    const list = await yi.get('/api/cases');
    expect(await refused(list)).toEqual([503, ['E-00-52'], '5']);
    expect(await health()).toEqual({ engine: 'up', database: 'down' });
  });
  await waitReady();
});
