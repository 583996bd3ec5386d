import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoConstructors, demoEnterprises } from '../../../seed';
import {
  type Behaviour,
  nationalPlatform,
  startNationalPlatform,
} from '../../../stand-in/national-platform';
import { deliverTo } from '../../../stand-in/national-platform/deliver';
import type { Delivered, RunningPlatform } from '../../../stand-in/national-platform/server';
import { every, waitFor } from '../../../stand-in/wait';

const TOKEN = 'a-token';
const authorization = { Authorization: `Bearer ${TOKEN}` };
const file = join(mkdtempSync(join(tmpdir(), 'zjf-national-')), 'deep/records.jsonl');
const delivered: unknown[][] = [];
let running: RunningPlatform;

async function start(port = 0): Promise<void> {
  running = await startNationalPlatform({
    port,
    file,
    token: TOKEN,
    async deliver(...what): Promise<Delivered> {
      delivered.push(what);
      return { status: 200, body: { changed: delivered.length === 1 } };
    },
  });
}

const control = () => nationalPlatform(running.url);

/** Pushes as the platform does. */
async function push(
  key: string,
  { path = '/records', version = 1, token = TOKEN, ...more }: Record<string, unknown> = {},
) {
  const response = await fetch(`${running.url}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': `id-of-${key}-${version}`,
    },
    body: JSON.stringify({ key, version, ...more }),
    signal: AbortSignal.timeout(2_000),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

const behave = (key: string, mode: Behaviour['mode'], more: Partial<Behaviour> = {}) =>
  control().behave({ platform: 'NATIONAL', key, mode, ...more });

beforeAll(() => start());
afterAll(() => running.close());
beforeEach(() => control().behaveAsUsual());

describe('the national platform (stand-in)', () => {
  test('answers with a receipt and gives the same one however often it is asked', async () => {
    const first = await push('once', { name: '示例' });
    expect(first).toEqual({
      status: 200,
      body: { accepted: true, receipt: expect.stringMatching(/^QG-\d{6}$/), reason: null },
    });
    expect(await push('once', { name: '示例' })).toEqual(first);
    const stored = await control().stored({ key: 'once' });
    expect(stored).toMatchObject([
      { key: 'once', version: 1, body: { name: '示例' }, idempotencyKey: 'id-of-once-1' },
    ]);
    const received = await control().received({ key: 'once' });
    expect(received.map(({ mode }) => mode)).toEqual(['ACCEPT', 'REPEATED']);
  });

  test('stores each version of a record once; two at the same moment, too', async () => {
    await behave('both', 'ACCEPT', { delayMs: 100 });
    const [one, two] = await Promise.all([push('both'), push('both')]);
    expect(one).toEqual(two);
    expect((await push('both', { version: 2 })).body.receipt).not.toBe(one.body.receipt);
    const versions = (await control().stored({ key: 'both' })).map(({ version }) => version);
    expect(versions).toEqual([1, 2]);
  });

  test('does not take other content for the same version', async () => {
    await push('fixed', { name: 'a' });
    const other = await push('fixed', { name: 'b' });
    expect(other).toMatchObject({ status: 422, body: { accepted: false } });
    expect(await control().stored({ key: 'fixed' })).toMatchObject([{ body: { name: 'a' } }]);
  });

  test('rejects when told to, with the reason, and stays with it', async () => {
    await behave('bad', 'REJECT', { reason: '区划代码不符', times: 1 });
    const rejected = await push('bad');
    expect(rejected).toMatchObject({
      status: 422,
      body: { accepted: false, reason: '区划代码不符' },
    });
    expect(await push('bad')).toEqual(rejected);
    expect(await push('bad', { version: 2 })).toMatchObject({ status: 200 });
  });

  test.each([
    ['NONSENSE', 200, expect.stringContaining('系统维护')],
    ['DOWN', 503, { title: 'not available' }],
  ] as const)('%s, and stores nothing; next time it works', async (mode, status, body) => {
    await behave(mode, mode, { times: 1 });
    expect(await push(mode)).toEqual({ status, body });
    expect(await control().stored({ key: mode })).toEqual([]);
    expect(await push(mode)).toMatchObject({ status: 200, body: { accepted: true } });
  });

  test('is silent when told to', async () => {
    await behave('silent', 'SILENT');
    await expect(push('silent')).rejects.toThrow('timeout');
    expect(await control().stored({ key: 'silent' })).toEqual([]);
  });

  test('an answer that got lost was stored: sent again it is the same record', async () => {
    await behave('lost', 'LOST', { times: 1 });
    await expect(push('lost')).rejects.toThrow('fetch failed');
    const again = await push('lost');
    expect(again).toMatchObject({ status: 200, body: { accepted: true } });
    const stored = await control().stored({ key: 'lost' });
    expect(stored.map(({ receipt }) => receipt)).toEqual([again.body.receipt]);
  });

  test('the last order counts first, and each only for the keys it names', async () => {
    await behave('x-', 'DOWN');
    await behave('x-1', 'ACCEPT');
    expect([(await push('x-1')).status, (await push('x-2')).status]).toEqual([200, 503]);
    expect((await push('y-1')).status).toBe(200);
  });

  test('keeps what it stored over a restart on the same port', async () => {
    const before = await push('kept');
    const port = Number(new URL(running.url).port);
    await running.close();
    await expect(push('kept')).rejects.toThrow('fetch failed');
    expect(existsSync(file)).toBe(true);
    await start(port);
    expect(await push('kept')).toEqual(before);
    expect(await control().stored({ key: 'kept' })).toHaveLength(1);
  });
});

describe('acknowledgements of its own accord', () => {
  beforeEach(() => delivered.splice(0));

  test('later, twice: the answer 202 promises one', async () => {
    await behave('later', 'LATER');
    expect(await push('later')).toMatchObject({ status: 202 });
    expect(await push('later')).toMatchObject({ status: 202 });
    const answers = await control().acknowledge({ platform: 'NATIONAL', key: 'later', times: 2 });
    expect(answers.map(({ body }) => body)).toEqual([{ changed: true }, { changed: false }]);
    const [{ receipt } = { receipt: '' }] = await control().stored({ key: 'later' });
    const said = { accepted: true, receipt, reason: null };
    expect(delivered).toEqual([
      ['NATIONAL', 'id-of-later-1', said],
      ['NATIONAL', 'id-of-later-1', said],
    ]);
    expect(await push('later')).toEqual({ status: 200, body: said });
  });

  test('by itself after a time', async () => {
    await behave('soon', 'LATER', { delayMs: 50 });
    expect((await push('soon')).status).toBe(202);
    await waitFor(
      'the acknowledgement',
      async () => delivered.length > 0,
      5_000,
      () => every(20),
    );
    expect(delivered).toMatchObject([['NATIONAL', 'id-of-soon-1', { accepted: true }]]);
  });

  test('nonsense, which changes nothing it knows', async () => {
    await behave('odd', 'LATER');
    await push('odd');
    await control().acknowledge({ platform: 'NATIONAL', key: 'odd', nonsense: { ok: 'maybe' } });
    expect(delivered).toEqual([['NATIONAL', 'id-of-odd-1', { ok: 'maybe' }]]);
    expect(await control().stored({ key: 'odd' })).toMatchObject([{ state: 'PENDING' }]);
  });

  test('not of what it was never sent', async () => {
    const order = control().acknowledge({ platform: 'NATIONAL', key: 'never' });
    await expect(order).rejects.toThrow('404');
  });

  test('go to our API as the client of that platform', async () => {
    const calls: string[] = [];
    const api = createServer(async (req, res) => {
      const body = Buffer.concat(await req.toArray()).toString();
      calls.push(`${req.url} ${req.headers.authorization ?? ''} ${body}`);
      res.end(req.url?.endsWith('/token') ? '{"access_token":"t1"}' : '{"changed":true}');
    }).listen(0, '127.0.0.1');
    await once(api, 'listening');
    const url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    const deliver = deliverTo({
      PUBLIC_URL: url,
      KEYCLOAK_URL: url,
      KEYCLOAK_REALM: 'zhujian',
      PLATFORM_MINISTRY_SECRET: 's1',
    });
    expect(await deliver('MINISTRY', 'a b', { accepted: true })).toEqual({
      status: 200,
      body: { changed: true },
    });
    api.close();
    expect(calls).toEqual([
      expect.stringMatching(/token .*client_id=platform-ministry&client_secret=s1$/),
      '/api/pushes/a%20b/acknowledgement Bearer t1 {"accepted":true}',
    ]);
  });
});

describe('the ministry (stand-in)', () => {
  const path = '/erratum-applications';

  test.each([
    [true, '同意', 'ACCEPTED'],
    [false, '不同意：理由不充分', 'REJECTED'],
  ])('takes an application and replies when told: consent %s', async (accepted, reason, state) => {
    delivered.splice(0);
    const key = `erratum-${accepted}`;
    expect((await push(key, { path })).status).toBe(202);
    await control().acknowledge({ platform: 'MINISTRY', key, accepted, reason });
    const receipt = expect.stringMatching(/^JB-\d{6}$/);
    expect(delivered).toEqual([['MINISTRY', `id-of-${key}-1`, { accepted, receipt, reason }]]);
    expect(await control().stored({ platform: 'MINISTRY', key })).toMatchObject([{ state }]);
  });

  test('keeps its applications apart from the records of the platform', async () => {
    await push('apart', { path });
    await push('apart');
    const stored = await control().stored({ key: 'apart' });
    expect(stored.map(({ platform, state }) => [platform, state])).toEqual([
      ['MINISTRY', 'PENDING'],
      ['NATIONAL', 'ACCEPTED'],
    ]);
  });
});

describe('what makes no sense is refused', () => {
  test.each([
    ['a wrong token', { token: 'other' }, 401],
    ['no version', { version: 'two' }, 400],
    ['no key', { key: '' }, 400],
  ])('%s', async (_what, more, status) => {
    expect((await push('refused', more)).status).toBe(status);
    expect(await control().received({ key: 'refused' })).toEqual([]);
  });

  test.each([
    ['no Idempotency-Key', '{"key":"refused","version":1}'],
    ['no JSON', 'hello'],
  ])('%s', async (_what, body) => {
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
    const response = await fetch(`${running.url}/records`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('asked for a project', () => {
  const ask = async (permitNo: string, token = TOKEN) => {
    const response = await fetch(`${running.url}/projects/${encodeURIComponent(permitNo)}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(300),
    });
    const text = await response.text();
    return { status: response.status, text };
  };

  test('tells of those that it knows or was told of, to whom it knows', async () => {
    const demo = await ask('310101202503150101');
    expect(JSON.parse(demo.text)).toMatchObject({ projectName: expect.stringContaining('虚构') });
    expect((await ask('310101202503150101', 'other')).status).toBe(401);
    expect((await ask('沪/1')).status).toBe(404);
    await control().knowProjects({ permitNo: '沪/1', projectName: '虚构' });
    expect(JSON.parse((await ask('沪/1')).text)).toEqual({ permitNo: '沪/1', projectName: '虚构' });
  });

  test('does what was ordered', async () => {
    const behave = (mode: 'SILENT' | 'NONSENSE' | 'DOWN') =>
      control().behave({ platform: 'PROJECTS', key: 'odd', mode });
    await behave('DOWN');
    expect((await ask('odd-1')).status).toBe(503);
    await behave('NONSENSE');
    expect((await ask('odd-1')).text).toContain('系统维护');
    await behave('SILENT');
    await expect(ask('odd-1')).rejects.toThrow('timeout');
    expect((await ask('even-1')).status).toBe(404);
  });
});

describe('the page with a card reader and an identity lock', () => {
  const [card] = demoConstructors;
  const enterprise = demoEnterprises[0]?.creditCode ?? '';

  /** Presses a button of the page. */
  async function pressed(device: string, idNumber = card?.idNumber ?? '') {
    const body = new URLSearchParams({ device, idNumber, enterprise, at: '2026-09-28T09:00' });
    const response = await fetch(`${running.url}/devices`, { method: 'POST', body });
    const text = await response.text();
    return { status: response.status, number: text.match(/[RL]-[0-9A-F]{32}/)?.[0] };
  }
  /** What the device signed. */
  async function signed(path: string): Promise<unknown> {
    const response = await fetch(`${running.url}${path}`, { headers: authorization });
    const [, claims = ''] = (await response.text()).split('.');
    return JSON.parse(Buffer.from(claims, 'base64url').toString());
  }

  test('gives numbers of a reading and of a confirmation, signed as by a device', async () => {
    const iat = Date.parse('2026-09-28T09:00:00+08:00') / 1000;
    const read = await pressed('READER');
    const { name, idNumber } = card ?? {};
    const born = { sex: 'MALE', birthDate: '1886-04-15' };
    const statement = { jti: read.number, aud: enterprise, iat, name, idNumber, ...born };
    expect(await signed(`/readings/${read.number}`)).toMatchObject(statement);
    const { number } = await pressed('LOCK');
    const confirmation = { jti: number, aud: enterprise, iat };
    expect(await signed(`/lock-confirmations/${number}`)).toMatchObject(confirmation);
    expect(await pressed('READER', '330782188801010011')).toMatchObject({ status: 404 });
  });

  test('lays out cards of people whom the register has', async () => {
    const text = await (await fetch(`${running.url}/devices`)).text();
    for (const { name, idNumber, recordId, certificateNo } of demoConstructors) {
      for (const shown of [name, idNumber, recordId]) expect(text).toContain(shown);
      const url = `${running.url}/personnel-records/${recordId}`;
      const record = await (await fetch(url, { headers: authorization })).json();
      expect(record).toMatchObject({ recordId, category: 'REGISTERED', idNumber, certificateNo });
    }
  });
});

test('[ZJ-30] lists what it has by key, page by page, with what was planted or lost', async () => {
  const ask = async (query: string) =>
    (await fetch(`${running.url}/records?${query}`, { headers: authorization })).json() as Promise<{
      items: { key: string; version: number; hash: string }[];
      next: string | null;
    }>;
  await push('list:b', { version: 1, hash: 'x' });
  await push('list:b', { version: 2 });
  await push('list:c');
  await control().plant({ key: 'list:a', version: 4 }, { key: 'list:d', version: 1 });
  await control().lose('list:d');
  await push('list:e', { hash: '1' });
  const first = await ask('prefix=list:&limit=2');
  expect(first).toMatchObject({
    items: [
      { key: 'list:a', version: 4 },
      { key: 'list:b', version: 2 },
    ],
  });
  const { items, next } = await ask(`prefix=list:&limit=2&after=${first.next}`);
  expect([items.map(({ key }) => key), next]).toEqual([['list:c', 'list:e'], null]);
  // a hash does not count itself
  expect(items[1]?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect((await fetch(`${running.url}/records`)).status).toBe(401);
});

test('[ZJ-30] judges what it refused anew when it is asked under another key', async () => {
  await behave('anew', 'REJECT', { times: 1 });
  expect((await push('anew')).status).toBe(422);
  expect((await push('anew')).status).toBe(422);
  const response = await fetch(`${running.url}/records`, {
    method: 'POST',
    headers: { ...authorization, 'Content-Type': 'application/json', 'Idempotency-Key': 'again' },
    body: JSON.stringify({ key: 'anew', version: 1 }),
  });
  expect(response.status).toBe(200);
});

test('its OpenAPI page shows every path it serves', async () => {
  const page = await fetch(`${running.url}/docs/`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('swagger')]);
  const api = await (await fetch(`${running.url}/openapi.json`)).json();
  expect(Object.keys((api as { paths: object }).paths).sort()).toEqual([
    '/control/acknowledgements',
    '/control/behaviours',
    '/control/projects',
    '/control/received',
    '/control/records',
    '/control/stored',
    '/erratum-applications',
    '/projects/{permitNo}',
    '/records',
  ]);
});
