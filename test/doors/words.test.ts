import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import request from 'supertest';
import { RESERVED_NAMES } from '../../src/domain/identity';
import { cancelOpenCases, endSql } from '../harness/cases';
import { API, as, runtime, setting, token } from '../harness/client';
import { newPerson, remove } from '../harness/people';
import { Session } from '../harness/session';
import { givenPermit, JIA, submitted, YI } from '../harness/subcontract';

beforeAll(async () => {
  await cancelOpenCases();
  await givenPermit();
});
afterAll(async () => {
  await cancelOpenCases();
  await endSql();
});

describe('[D14] an address that makes no sense is told so', () => {
  const PAGES = [
    '/cases/{x}',
    '/cases/{x}/correct',
    '/cases?q={x}',
    '/cases?status={x}&process={x}',
    '/submit/{x}',
    '/submit/zj-subcontract?draft={x}',
    '/tasks/{x}',
    '/tasks?done={x}',
    '/models/{x}/x',
    '/models/1/{x}',
    '/reports/review-coverage?from={x}',
    '/public/{x}',
    '/public?q={x}',
    '/public/submit/{x}',
    '/?q={x}',
  ];
  const SENSELESS = [
    '%00',
    '%ED%A0%80',
    '%E0%A4%A',
    '__proto__',
    '0',
    '-1',
    '1e99',
    '9'.repeat(30),
  ];

  test.each(PAGES)('%s: 400, 404 or left out, never a fault of ours', async (page) => {
    const bearer = `Bearer ${await token(YI)}`;
    for (const value of SENSELESS)
      for (const accept of ['text/html', 'application/json']) {
        const path = page.replaceAll('{x}', value);
        const { status } = await request(API)
          .get(path)
          .set('Accept', accept)
          .set('Authorization', bearer);
        const sensible = page.includes('?') ? [200, 400, 403, 404] : [400, 403, 404];
        expect([path, sensible.includes(status) ? 'told' : status]).toEqual([path, 'told']);
        // who may not see a page is not told more
        const plain = page.startsWith('/reports') ? 403 : 400;
        if (value === '%00') expect([path, status]).toEqual([path, plain]);
      }
  });

  test('so is every address of the API', async () => {
    const { paths } = (await request(API).get('/openapi.json').expect(200)).body;
    const me = await as(YI);
    const others = [await as('rules.tan'), await as('audit.he'), await as('qualification-system')];
    for (const path of Object.keys(paths).filter((one) => one.includes('{') && paths[one].get))
      for (const value of SENSELESS) {
        const asked = path.replace(/\{\w+\}/g, value);
        let { status } = await me.get(asked);
        // who may not see what is there is not told more
        for (const other of others) if (status === 403) ({ status } = await other.get(asked));
        expect([asked, [400, 404].includes(status) ? 'told' : status]).toEqual([asked, 'told']);
      }
  });

  test('the diagrams of a release ask for a log-in, and there is none of release 0', async () => {
    const paths = ['/models/0/x', '/models/1/zj-subcontract.bpmn'];
    for (const path of paths) {
      const stranger = await request(API).get(path);
      expect([stranger.status, stranger.headers.location]).toEqual([
        302,
        expect.stringContaining(setting('KEYCLOAK_URL')),
      ]);
    }
    const me = await as(YI);
    const [none, one] = [await me.get(paths[0] ?? ''), await me.get(paths[1] ?? '')];
    expect([none.status, one.status]).toEqual([400, 200]);
    expect((await me.get('/models/4000000/x')).status).toBe(404);
  });
});

describe('[D17] names that the record writes are nobody else’s', () => {
  /** Registers at Keycloak's own page; where that led to, and what it said. */
  async function register(username: string) {
    const asked = new URLSearchParams({
      ...{ client_id: 'zhujian-web', response_type: 'code', scope: 'openid' },
      redirect_uri: `${API}/callback`,
    });
    const session = new Session();
    const page = await session.follow(
      `${setting('KEYCLOAK_URL')}/realms/zhujian/protocol/openid-connect/registrations?${asked}`,
    );
    const password = setting('ZJF_DEMO_PASSWORD');
    const landed = await session.fill(page, {
      ...{ username, password, 'password-confirm': password },
      ...{ email: `${Date.now()}@example.invalid`, firstName: '新', lastName: '人' },
    });
    return { isIn: !landed.url.startsWith(setting('KEYCLOAK_URL')), text: await landed.text() };
  }

  test.each([...RESERVED_NAMES, 'System', 'PLATFORM', 'service-account-permit-system-one'])(
    '%s is refused at registration',
    async (username) => {
      const { isIn, text } = await register(username);
      expect([isIn, text.includes('系统保留')]).toEqual([false, true]);
    },
  );

  test('any other name is taken', async () => {
    const name = `systems.${Date.now().toString(36)}`;
    expect((await register(name)).isIn).toBe(true);
    await remove(name);
  });

  test('who has such a name all the same is nobody', async () => {
    const who = await newPerson({ roles: ['reviewer'] });
    const secrets = JSON.parse(readFileSync(join(runtime.stateDir, 'secrets.json'), 'utf8'));
    const url = new URL(setting('DATABASE_URL'));
    Object.assign(url, { username: 'keycloak', password: secrets.keycloakDatabasePassword });
    url.pathname = '/keycloak';
    const keycloak = new Client({ connectionString: url.href });
    await keycloak.connect();
    const rename = (from: string, to: string) =>
      keycloak.query('update user_entity set username = $2 where username = $1', [from, to]);
    try {
      // as it would be left from before the realm knew better
      expect((await rename(who, 'platform')).rowCount).toBe(1);
      const answer = await (await as('platform')).get('/api/me');
      expect([answer.status, answer.body.code]).toEqual([401, 'E-00-20']);
    } finally {
      await rename('platform', who);
      await keycloak.end();
    }
  });
});

describe('[D18] what is searched for is taken literally', () => {
  test.each(['_', '%', '\\', '%_%'])('%s finds only what has it', async (asked) => {
    const projectName = `装修${asked}工程（虚构）`;
    const id = await submitted({ projectName });
    for (const who of [YI, JIA]) {
      const found = await (await as(who)).get('/api/cases').query({ q: asked, limit: 100 });
      const titles = found.body.items.map((item: { title: string }) => item.title);
      expect(found.body.items.map((item: { id: string }) => item.id)).toContain(id);
      expect(titles.filter((title: string) => !title.includes(asked))).toEqual([]);
      expect(found.body.total).toBe(titles.length);
    }
    const page = await (await as(YI))
      .get('/cases')
      .query({ q: `${asked}工程` })
      .expect(200);
    expect(page.text).toContain(id);
    const none = await (await as(YI)).get('/api/cases').query({ q: `${asked}没有` });
    expect(none.body.total).toBe(0);
  });
});
