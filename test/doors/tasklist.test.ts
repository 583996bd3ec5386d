import request from 'supertest';
import { NOT_OFFERED } from '../../src/guard';
import { actsOf, cancelOpenCases, clockAt, leaveStack, sql, waitStatus } from '../harness/cases';
import { API, as, setting, token, waitFor } from '../harness/client';
import { taskKey } from '../harness/engine-tasks';
import { Session } from '../harness/session';
import {
  APPROVE,
  BING,
  CIXI,
  givenPermit,
  JIA,
  submitted,
  XIAOSHAN,
  YI,
} from '../harness/subcontract';
import { tasklist } from '../harness/tasklist';

const NOW = '2026-09-30 15:00';
const COLLEAGUE = 'cixi.chen';

interface Task {
  id: string;
  assignee: string | null;
  taskState: string;
  formId: string;
  formVersion: number;
  processDefinitionKey: string;
  candidateGroups: string[];
}

/** A call to Tasklist's API at our own address. */
async function call(who: string, method: 'get' | 'post' | 'patch', path: string, body?: object) {
  const asked = request(API)
    [method](path)
    .set('Authorization', `Bearer ${await token(who)}`);
  return body ? asked.send(body) : asked;
}

/** What the page does for its list. */
const listed = async (who: string, search: object = { state: 'CREATED' }) =>
  (await call(who, 'post', '/v1/tasks/search', search)).body as Task[];

const keysOf = (tasks: Task[]) => tasks.map(({ id }) => id);

describe('Tasklist behind the guard', () => {
  let id = '';
  let confirm = '';

  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt(NOW);
    await givenPermit();
    id = await submitted();
    confirm = await taskKey(id, 'CONFIRM');
    const inbox = await tasklist(JIA);
    await waitFor('the task in Tasklist', async () =>
      (await inbox.tasks()).some((task) => task.id === confirm),
    );
  });
  afterAll(leaveStack);

  test('[D2] lists, whatever they filter by, hold tasks of the own organisations only', async () => {
    const caseId = { name: 'caseId', value: JSON.stringify(id), operator: 'eq' };
    const searches = [
      { state: 'CREATED' },
      {},
      { assigned: false, pageSize: 50 },
      { taskVariables: [caseId] },
      { taskDefinitionId: 'Task_ConfirmByGeneralContractor' },
    ];
    for (const search of searches) {
      expect(keysOf(await listed(JIA, search))).toContain(confirm);
      for (const who of [BING, CIXI, XIAOSHAN, YI])
        expect(keysOf(await listed(who, search))).not.toContain(confirm);
    }
    const [task] = (await listed(JIA)).filter(({ id: key }) => key === confirm);
    const [group] = task?.candidateGroups ?? [];
    expect(keysOf(await listed(JIA, { candidateGroup: group }))).toContain(confirm);
    expect(await listed(BING, { candidateGroup: group })).toEqual([]);
  });

  test('[D2] a search that Tasklist would not send is refused or loses what is unknown', async () => {
    const refused = await call(BING, 'post', '/v1/tasks/search', { pageSize: 10_000 });
    expect([refused.status, refused.body.code]).toEqual([400, 'E-00-23']);
    expect(keysOf(await listed(BING, { candidateGroups: ['x'], includeVariables: [] }))).toEqual(
      [],
    );
  });

  test('[D2] variables and form of a foreign task are as those of one that there is not', async () => {
    const own = await call(JIA, 'get', `/v1/tasks/${confirm}`);
    const { formId, formVersion, processDefinitionKey } = own.body as Task;
    const query = `processDefinitionKey=${processDefinitionKey}&version=${formVersion}`;
    const calls = [
      ['get', `/v1/tasks/${confirm}`, undefined],
      ['post', `/v1/tasks/${confirm}/variables/search`, { variableNames: [] }],
      ['get', `/v1/forms/${formId}?${query}`, undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      expect((await call(JIA, method, path, body)).status).toBe(200);
      for (const who of [BING, CIXI]) {
        const answer = await call(who, method, path, body);
        expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'E-00-22']);
      }
    }
    const missing = await call(JIA, 'get', '/v1/tasks/1');
    expect([missing.status, missing.body.code]).toEqual([404, 'E-00-22']);
  });

  test('[D3] strangers neither claim nor give back nor complete; each try is a security event', async () => {
    const tries = [
      ['assign', undefined],
      ['unassign', undefined],
      ['complete', { variables: [{ name: 'outcome', value: '"CONFIRMED"' }] }],
    ] as const;
    for (const [path, body] of tries) {
      const answer = await call(BING, 'patch', `/v1/tasks/${confirm}/${path}`, body);
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'E-00-22']);
    }
    const events = await sql<{ person: string }>(
      `select person from security_event where detail ->> 'entity' = $1`,
      [`task:${confirm}`],
    );
    expect(events.map(({ person }) => person)).toContain(BING);
    expect((await call(JIA, 'get', `/v1/tasks/${confirm}`)).body.assignee).toBeNull();
    expect(await actsOf(id)).toEqual([]);
  });

  test('[D1][D4] processes, GraphQL, the engine and whatever nobody declared are not offered', async () => {
    const start = '/v1/internal/processes/common-correction/start';
    const variables = [{ name: 'caseId', value: JSON.stringify(id) }];
    const tries = [
      await call(JIA, 'patch', start, { variables }),
      await call(JIA, 'post', '/graphql', { query: '{tasks(query:{}){id}}' }),
      await call(JIA, 'get', '/v2/topology'),
      await call(JIA, 'post', '/v2/process-instances', {
        processDefinitionId: 'common-correction',
      }),
      await call(JIA, 'patch', `/v2/user-tasks/${confirm}`, {}),
      await call(JIA, 'get', '/v1/external/process/zj-subcontract/form'),
      await call(JIA, 'post', `/v1/tasks/${confirm}/variables`, { variables: [] }),
      await call(JIA, 'get', '/tasklist/new/zj-subcontract'),
      await call(JIA, 'get', '/tasklist/processes'),
      await call(JIA, 'get', '/actuator/health'),
      await call(JIA, 'get', '/tasklist/assets/..%2f..%2fv1%2finternal%2fusers%2fcurrent'),
    ];
    expect(tries.map(({ status }) => status)).toEqual([...Array(8).fill(404), 400, 404, 400]);
  });

  test("[D4] every path in Tasklist's own scripts was decided about", async () => {
    const found = await pathsInScripts();
    expect(found.size).toBeGreaterThan(10);
    const offered = ['/v1/tasks/', '/v1/tasks/search', '/v1/forms/', '/v1/internal/users/current'];
    const decided = [...offered, ...Object.keys(NOT_OFFERED)];
    expect([...found].filter((path) => !decided.some((one) => path.startsWith(one)))).toEqual([]);
    for (const path of Object.keys(NOT_OFFERED)) {
      const answers = [await call(JIA, 'get', path), await call(JIA, 'post', `${path}x`, {})];
      expect([path, ...answers.map(({ status }) => status)]).toEqual([path, 404, 404]);
    }
  });

  test('Tasklist itself lets nobody in without the token of the guard', async () => {
    const base = setting('TASKLIST_URL');
    const bare = await fetch(`${base}/v1/tasks/search`, { method: 'POST', redirect: 'manual' });
    expect(bare.status).toBeGreaterThanOrEqual(300);
    const person = await fetch(`${base}/v1/tasks/${confirm}`, {
      headers: { Authorization: `Bearer ${await token(JIA)}` },
    });
    expect(person.status).toBe(401);
    // its own log-in ends at Keycloak, which knows no such way
    const login = await fetch(`${base}/api/login`);
    expect(login.url).toContain(setting('KEYCLOAK_URL'));
    expect(login.status).toBe(400);
  });

  test('[D3] a claimed task is not taken away by a colleague, and goes on as the portal does', async () => {
    const claimed = await call(JIA, 'patch', `/v1/tasks/${confirm}/assign`);
    expect([claimed.status, claimed.body.id, claimed.body.assignee]).toEqual([200, confirm, JIA]);
    const variables = [{ name: 'outcome', value: '"CONFIRMED"' }];
    const done = await call(JIA, 'patch', `/v1/tasks/${confirm}/complete`, { variables });
    expect([done.status, done.body.taskState]).toEqual([200, 'COMPLETED']);
    // Tasklist's own index still lists it for a moment
    expect(keysOf(await listed(JIA))).not.toContain(confirm);
    await waitStatus(id, 'UNDER_REVIEW');

    const review = await taskKey(id, 'REVIEW');
    await waitFor('the review in Tasklist', async () =>
      keysOf(await listed(CIXI)).includes(review),
    );
    expect((await call(CIXI, 'patch', `/v1/tasks/${review}/assign`)).body.assignee).toBe(CIXI);
    for (const path of ['assign', 'unassign']) {
      const answer = await call(COLLEAGUE, 'patch', `/v1/tasks/${review}/${path}`);
      expect([path, answer.status, answer.body.code]).toEqual([path, 409, 'E-00-03']);
    }
    const back = await call(CIXI, 'patch', `/v1/tasks/${review}/unassign`);
    expect([back.status, back.body.assignee]).toEqual([200, null]);
  });

  test('what the form refuses reaches neither engine nor decision', async () => {
    const review = await taskKey(id, 'REVIEW');
    const complete = (variables: object) =>
      call(CIXI, 'patch', `/v1/tasks/${review}/complete`, { variables });
    const field = (name: string, value: unknown) => ({ name, value: JSON.stringify(value) });
    const wrong = await complete([field('outcome', 'MADE_UP')]);
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'outcome']);
    const noJson = await complete([{ name: 'outcome', value: 'APPROVED' }]);
    expect([noJson.status, noJson.body.code]).toEqual([400, 'E-00-23']);
    expect(await taskKey(id, 'REVIEW')).toBe(review);
    expect(await actsOf(id)).toEqual([`${JIA} CONFIRM`]);
    const right = await complete(
      Object.entries(APPROVE).map(([name, value]) => field(name, value)),
    );
    expect(right.status).toBe(200);
    await waitFor('the decision', async () => (await actsOf(id)).length === 2);
    expect(await actsOf(id)).toEqual([`${JIA} CONFIRM`, `${CIXI} REVIEW`]);
  });

  test('an ended task stays readable for those who had it, and for nobody else', async () => {
    await waitFor('the ended task in its list', async () =>
      keysOf(await listed(JIA, { state: 'COMPLETED' })).includes(confirm),
    );
    expect((await call(JIA, 'get', `/v1/tasks/${confirm}`)).body.taskState).toBe('COMPLETED');
    expect((await call(BING, 'get', `/v1/tasks/${confirm}`)).status).toBe(404);
    expect(keysOf(await listed(BING, { state: 'COMPLETED' }))).not.toContain(confirm);
  });

  test('one log-in serves both; a form on another site cannot use it', async () => {
    const session = await Session.login(`${API}/tasklist`, JIA);
    expect((await session.fetch(`${API}/api/me`)).status).toBe(200);
    const me = await (await session.fetch(`${API}/v1/internal/users/current`)).json();
    expect(me).toMatchObject({ userId: JIA, permissions: ['READ', 'WRITE'] });
    const body = JSON.stringify({ state: 'CREATED' });
    const headers = { 'Content-Type': 'application/json' };
    const search = (more = {}) =>
      session.fetch(`${API}/v1/tasks/search`, {
        ...{ method: 'POST', body, headers: { ...headers, ...more } },
      });
    expect((await search()).status).toBe(401);
    expect((await search({ 'X-Requested-With': 'Tasklist' })).status).toBe(200);
    // nothing of Tasklist's own session or policy comes through
    const page = await session.fetch(`${API}/tasklist`);
    expect(page.headers.get('content-security-policy')).not.toContain('https:');
    expect(page.headers.getSetCookie().join()).not.toContain('TASKLIST');
  });
});

/** Paths of APIs as they stand in the scripts that Tasklist's page loads, directly or later. */
async function pathsInScripts(): Promise<Set<string>> {
  const page = await (await as(JIA)).get('/tasklist').expect(200);
  const known = new Set(page.text.match(/assets\/[\w.-]+\.js/g) ?? []);
  const paths = new Set<string>();
  for (const script of known) {
    const answer = await fetch(`${API}/tasklist/${script}`);
    const text = await answer.text();
    for (const [, name] of text.matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g))
      known.add(`assets/${name}`);
    for (const [, path = ''] of text.matchAll(
      /["'`](\/(?:v\d|api|internal|external|graphql)\/[^"'`\s$]*)/g,
    ))
      paths.add(path);
  }
  return paths;
}
