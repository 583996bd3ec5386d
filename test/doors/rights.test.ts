import request from 'supertest';
import { samples } from '../../seed';
import {
  attach,
  cancelOpenCases,
  doAct,
  endSql,
  sql,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { API, as, token, upload, waitFor, whileAway } from '../harness/client';
import { listenTo } from '../harness/events';
import { newPerson, putIn, remove, setEnabled, takeOut, takeRole } from '../harness/people';
import { problem, refusedWith } from '../harness/problem';
import { Session } from '../harness/session';
import {
  BING,
  CIXI,
  CONFIRM,
  GROUP,
  givenPermit,
  JIA,
  PAPERS,
  record,
  submitted,
  XIAOSHAN,
  YI,
} from '../harness/subcontract';

/** What Keycloak was told counts everywhere after at most so long (setting RIGHTS_FRESH_SECONDS). */
const AT_MOST_MS = 5000;
const SUBMIT = '/api/cases/zj-subcontract';

const enterprise = (organisation = GROUP.yi) =>
  newPerson({ roles: ['enterprise'], organisations: [organisation] });
const reviewer = () => newPerson({ roles: ['reviewer'], organisations: [GROUP.cixi] });

/** Asks until it is refused so, which must be within the seconds that an answer of Keycloak may serve. */
async function soonRefused(status: number, ask: () => Promise<{ status: number }>): Promise<void> {
  const begun = Date.now();
  await waitFor(`a ${status}`, async () => (await ask()).status === status);
  expect(Date.now() - begun).toBeLessThan(AT_MOST_MS);
}

/** A case of 乙 that somebody of it handed in and that waits for 甲. */
async function submittedBy(who: string): Promise<string> {
  const body = { data: record(), attachments: await attach(who, PAPERS) };
  const { id } = (await (await as(who)).post(SUBMIT, body).expect(201)).body;
  await waitStatus(id, 'WAIT_GC');
  return id;
}

const listed = async (who: string): Promise<string[]> =>
  (await (await as(who)).get('/api/cases?limit=100').expect(200)).body.items.map(
    (item: { id: string }) => item.id,
  );

const securityEvents = (person: string) =>
  sql<{ code: string; case_id: string | null; times: number; detail: Record<string, string> }>(
    'select code, case_id, times, detail from security_event where person = $1 order by at',
    [person],
  );

beforeAll(async () => {
  await cancelOpenCases();
  await givenPermit();
});
afterAll(async () => {
  await cancelOpenCases();
  await endSql();
});

describe('[D8] rights are those of now, whatever the token says', () => {
  test('a disabled account uploads, saves and reads nothing, and its session is dead', async () => {
    const who = await enterprise();
    const me = await as(who);
    const session = await Session.login(`${API}/cases`, who);
    const draft = () => me.post('/api/drafts/zj-subcontract', { data: {} });
    expect([(await draft()).status, (await session.fetch(`${API}/api/me`)).status]).toEqual([
      201, 200,
    ]);
    const bearer = await token(who);
    await setEnabled(who, false);
    await soonRefused(401, () => session.fetch(`${API}/api/me`));
    const sent = request(API)
      .post('/api/attachments')
      .set('Authorization', `Bearer ${bearer}`)
      .attach('file', samples.subcontract.path, samples.subcontract.name);
    expect(await refusedWith(sent)).toEqual([401, ['E-00-20']]);
    for (const asked of [draft(), me.get('/api/cases'), me.get('/api/drafts')])
      expect(await refusedWith(asked)).toEqual([401, ['E-00-20']]);
    expect((await session.fetch(`${API}/cases`)).status).toBe(302);
  });

  test('a deleted account is nobody, and another one of its name is somebody else', async () => {
    const who = await enterprise();
    const me = await as(who);
    await me.get('/api/me').expect(200);
    await remove(who);
    await soonRefused(401, () => me.get('/api/me'));
  });

  test('taken out of the group: no personal data, no case, nothing written', async () => {
    const id = await submitted();
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitTask(id, 'REVIEW');
    const me = await as(await reviewer());
    const who = (await me.get('/api/me')).body.username;
    const secret = () => me.get(`/api/cases/${id}/personal-data`);
    await secret().expect(200);
    await takeOut(who, GROUP.cixi);
    await soonRefused(404, secret);
    expect(await refusedWith(me.post(`/api/cases/${id}/acts/REVIEW`, {}))).toEqual([
      404,
      ['E-00-22'],
    ]);
    const { body } = await me.get('/api/me');
    expect(body.organisations).toEqual([]);
  });

  test('without the role no personal data, though still of the organisation', async () => {
    const id = await submitted();
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitTask(id, 'REVIEW');
    const who = await reviewer();
    const secret = async () => (await as(who)).get(`/api/cases/${id}/personal-data`);
    expect((await secret()).status).toBe(200);
    await takeRole(who, 'reviewer');
    await soonRefused(403, secret);
  });

  test('what was given counts as soon', async () => {
    const who = await newPerson({ roles: ['enterprise'] });
    const me = await as(who);
    await me.get('/api/me').expect(200);
    await putIn(who, GROUP.yi);
    await waitFor('the organisation', async () =>
      (await me.get('/api/me')).body.organisations.includes(GROUP.yi),
    );
  });

  test('a case belongs to the organisation: who handed it in and has left sees nothing of it', async () => {
    const who = await enterprise();
    const me = await as(who);
    const id = await submittedBy(who);
    const file = await upload(who);
    const draft = (await me.post('/api/drafts/zj-subcontract', { data: {} }).expect(201)).body.id;
    const [bound] = await sql<{ id: string }>('select id from attachment where case_id = $1', [id]);
    const key = `left-${id}`;
    const again = { data: record(), attachments: await attach(who, PAPERS) };
    const send = async () =>
      request(API)
        .post(SUBMIT)
        .set('Authorization', `Bearer ${await token(who)}`)
        .set('Idempotency-Key', key)
        .send(again);
    const second = (await send()).body.id;
    expect((await listed(who)).sort()).toEqual(expect.arrayContaining([id, second].sort()));
    await takeOut(who, GROUP.yi);
    await soonRefused(404, () => me.get(`/api/cases/${id}`));
    const asked: [string, ReturnType<typeof me.get>][] = [
      ['its files', me.get(`/api/attachments/${bound?.id}`)],
      ['a file not handed in', me.get(`/api/attachments/${file}`)],
      ['a draft', me.get(`/api/drafts/${draft}`)],
      ['a draft, changed', me.put(`/api/drafts/${draft}`, { data: {} })],
      ['a correction', me.post(`/api/cases/${id}/corrections`, { data: record() })],
      ['a withdrawal', me.post(`/api/cases/${id}/withdrawal`)],
      ['an act', me.post(`/api/cases/${id}/acts/CONFIRM`, CONFIRM)],
    ];
    for (const [what, test] of asked)
      expect([what, ...(await refusedWith(test))]).toEqual([what, 404, ['E-00-22']]);
    // the same key as before tells nothing of the case either
    const repeated = await send();
    expect([repeated.status, problem(repeated)]).toEqual([404, ['E-00-22']]);
    expect(await listed(who)).toEqual([]);
    expect((await me.get('/api/drafts')).body.items).toEqual([]);
    const page = await me.get('/cases').set('Accept', 'text/html').expect(200);
    expect(page.text).not.toContain(id);
    // it stays the organisation's
    await (await as(YI)).get(`/api/cases/${id}`).expect(200);
    expect(await listed(YI)).toContain(id);
  });

  test('a file that was uploaded for an organisation is handed in for no other', async () => {
    const who = await enterprise();
    const attachments = await attach(who, PAPERS);
    await putIn(who, GROUP.bing);
    await takeOut(who, GROUP.yi);
    const me = await as(who);
    await waitFor(
      'the other organisation',
      async () => (await me.get('/api/me')).body.organisation === GROUP.bing,
    );
    const sent = me.post('/api/drafts/zj-subcontract', { data: {}, attachments });
    const [status, codes] = await refusedWith(sent);
    expect([status, [...new Set(codes)]]).toEqual([422, ['E-00-11']]);
  });

  test('who belongs to no organisation keeps the own drafts', async () => {
    const me = await as(await newPerson({ roles: ['enterprise'] }));
    const { id } = (await me.post('/api/drafts/zj-subcontract', { data: {} }).expect(201)).body;
    await me.get(`/api/drafts/${id}`).expect(200);
  });

  test('Keycloak away: refused with its name, and served again when it is back', async () => {
    const me = await as(YI);
    await me.get('/api/me').expect(200);
    await whileAway('keycloak', 'freeze', async () => {
      // what was heard before serves its seconds
      await waitFor('a refusal', async () => (await me.get('/api/me')).status === 503);
      const [status, codes] = await refusedWith(me.get('/api/cases'));
      expect([status, codes]).toEqual([503, ['E-00-53']]);
    });
    await waitFor('Keycloak', async () => (await me.get('/api/me')).status === 200);
  });

  test('[D8] costs less than one call of Keycloak in ten requests', async () => {
    const calls = async () => {
      const { text } = await request(API).get('/metrics').expect(200);
      return Number(/^zhujian_keycloak_calls_total (\d+)$/m.exec(text)?.[1]);
    };
    const me = await as(YI);
    await me.get('/api/me').expect(200);
    const [before, requests] = [await calls(), 200];
    for (let n = 0; n < requests; n += 1) await me.get('/api/me').expect(200);
    const made = (await calls()) - before;
    process.stdout.write(`Keycloak: ${made} calls for ${requests} requests\n`);
    expect(made / requests).toBeLessThan(0.1);
  });
});

describe('[D16] visibility comes first', () => {
  let id = '';
  beforeAll(async () => {
    id = await submitted();
    await waitTask(id, 'CONFIRM');
  });

  const chain = () => sql('select * from audit_event where chain = $1', [`case:${id}`]);
  const key = async () =>
    (
      await sql<{ key: string }>(
        `select t.key from engine_task t join case_file c on c.process_instance_key = t.root_key
         where c.id = $1 and t.state = 'CREATED'`,
        [id],
      )
    )[0]?.key;

  test.each([
    ['an act', (path: string) => `${path}/acts/REVIEW`],
    ['an act that its task waits for', (path: string) => `${path}/acts/CONFIRM`],
    ['an act that nobody knows', (path: string) => `${path}/acts/NOTHING`],
    ['a correction', (path: string) => `${path}/corrections`],
    ['a withdrawal', (path: string) => `${path}/withdrawal`],
  ])('%s of a stranger: not found, noted of the person, not in the chain', async (_, path) => {
    const who = await newPerson({ roles: ['enterprise'], organisations: [GROUP.bing] });
    const before = await chain();
    // whatever is sent with it
    for (const body of [{}, { data: 5 }, { outcome: 'CONFIRMED' }])
      expect(await refusedWith((await as(who)).post(path(`/api/cases/${id}`), body))).toEqual([
        404,
        ['E-00-22'],
      ]);
    expect(await chain()).toEqual(before);
    const told = { method: 'POST', route: path('/api/cases/:id').replace(/[A-Z]+$/, ':act') };
    expect(await securityEvents(who)).toEqual([
      { code: 'S-01', case_id: id, times: 3, detail: { ...told, entity: `case:${id}` } },
    ]);
  });

  test.each([
    ['its personal data', () => `/api/cases/${id}/personal-data`],
    ['its page', () => `/cases/${id}`],
    ['its correction page', () => `/cases/${id}/correct`],
  ])('%s, asked for by a stranger: the same', async (_, path) => {
    const who = await newPerson({ roles: ['reviewer'], organisations: [GROUP.xiaoshan] });
    const answer = await (await as(who)).get(path()).set('Accept', 'application/json');
    expect([answer.status, answer.body.code]).toEqual([404, 'E-00-22']);
    expect(await securityEvents(who)).toMatchObject([{ code: 'S-01', case_id: id, times: 1 }]);
  });

  test.each(['get', 'claim', 'giveBack', 'completion'])(
    'a task of others (%s): the same',
    async (what) => {
      const who = await newPerson({ roles: ['reviewer'], organisations: [GROUP.xiaoshan] });
      const me = await as(who);
      const path = `/api/tasks/${await key()}`;
      const asked = {
        get: () => me.get(path),
        claim: () => me.post(`${path}/claim`),
        giveBack: () => me.delete(`${path}/claim`),
        completion: () => me.post(`${path}/completion`, { outcome: 'CONFIRMED' }),
      }[what];
      expect(asked && (await refusedWith(asked()))).toEqual([404, ['E-00-22']]);
      expect(await securityEvents(who)).toMatchObject([{ code: 'S-01', case_id: id }]);
    },
  );

  test('who sees the case but may not act keeps the answer of the rules', async () => {
    const refused = (await as(CIXI)).post(`/api/cases/${id}/acts/CONFIRM`, CONFIRM);
    expect(await refusedWith(refused)).toEqual([409, ['E-07-05']]);
    expect(await chain()).toContainEqual(
      expect.objectContaining({ actor: CIXI, action: 'act.refused' }),
    );
  });

  test('what nobody knows is not found and nothing is noted', async () => {
    const who = await newPerson({ roles: ['enterprise'], organisations: [GROUP.bing] });
    const nobody = '00000000-0000-4000-8000-000000000000';
    const asked = (await as(who)).post(`/api/cases/${nobody}/acts/REVIEW`);
    expect(await refusedWith(asked)).toEqual([404, ['E-00-22']]);
    expect(await securityEvents(who)).toEqual([]);
  });

  test("a stranger's files never reach the disk", async () => {
    const files = async () => (await sql('select 1 from attachment')).length;
    const before = await files();
    for (const who of [BING, XIAOSHAN]) {
      const sent = request(API)
        .post(`/api/cases/${id}/corrections`)
        .set('Authorization', `Bearer ${await token(who)}`)
        .field('data', '{}')
        .attach('SUBCONTRACT', samples.subcontract.path, samples.subcontract.name);
      // the connection may be closed while it still sends
      const status = await sent.then(
        (answer) => answer.status,
        () => 404,
      );
      expect(status).toBe(404);
    }
    expect(await files()).toBe(before);
  });

  test('the security administrator reads them, page by page, and nobody else does', async () => {
    const me = await as('sec.gao');
    const page = async (more: string) =>
      (await me.get(`/api/security-events?case=${id}&limit=2${more}`).expect(200)).body;
    const first = await page('');
    const second = await page(`&after=${first.next}`);
    expect(first.total).toBeGreaterThanOrEqual(8);
    expect(first.items).toHaveLength(2);
    expect(first.items[0]).toMatchObject({
      caseId: id,
      codeLabel: expect.stringMatching(/不属于/),
    });
    const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id);
    expect(new Set(ids).size).toBe(4);
    for (const who of ['audit.he', 'ops.lv', CIXI, YI])
      expect(await refusedWith((await as(who)).get('/api/security-events'))).toEqual([
        403,
        ['E-00-21'],
      ]);
  });
});

test('[D8] the stream of the inbox ends with the account', async () => {
  const who = await reviewer();
  const stream = await listenTo(who, '/api/tasks/events');
  await setEnabled(who, false);
  await submitted();
  await expect(stream.next('nothing')).rejects.toThrow('ended');
  await stream.close();
});
