/** What an outside platform's answer means, and where the settings say it is. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { type Config, loadConfig } from '../../src/config';
import { platformClient, platformOf, sendOut } from '../../src/outside/platform';
import { createSigner } from '../../src/outside/signer';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function answered(listener: RequestListener, timeoutMs = 2000) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`;
  const outgoing = { idempotencyKey: 'k-1', body: { 名称: '甲' }, requestId: 'r-1' };
  return sendOut({ url, token: 't-1' }, outgoing, timeoutMs);
}

const says = (status: number, body: string) =>
  answered((_req, res) => res.writeHead(status).end(body));

test('sends body, key, request id and token', async () => {
  let seen: unknown;
  await answered(async (req, res) => {
    const { method, url, headers } = req;
    let body = '';
    for await (const chunk of req) body += chunk;
    seen = [method, url, headers['idempotency-key'], headers['x-request-id'], body];
    expect(headers.authorization).toBe('Bearer t-1');
    res.end('{}');
  });
  expect(seen).toEqual(['POST', '/in', 'k-1', 'r-1', '{"名称":"甲"}']);
});

test.each([
  [200, { accepted: true, receipt: 'R-1' }],
  [201, { accepted: true, receipt: 'R-1', more: 1 }],
  [200, { accepted: false, reason: '项目编号有误' }],
  [422, { accepted: false }],
])('%i %j is an acknowledgement', async (status, body) => {
  const answer = await says(status, JSON.stringify(body));
  expect(answer).toMatchObject({ acknowledgement: { accepted: body.accepted } });
});

test.each([
  [202, '{}', 'LATER'],
  [200, '', 'NONSENSE'],
  [200, '<html>', 'NONSENSE'],
  [200, 'null', 'NONSENSE'],
  [200, '{"accepted":"yes"}', 'NONSENSE'],
  [200, '{"accepted":true}', 'NONSENSE'],
  [200, '{"accepted":true,"receipt":"\\u0000"}', 'NONSENSE'],
  [200, `{"accepted":true,"receipt":"${'x'.repeat(201)}"}`, 'NONSENSE'],
  [200, `{"accepted":true,"receipt":"R"${' '.repeat(70_000)}}`, 'NONSENSE'],
  [401, '{"accepted":false}', 'HTTP_401'],
  [500, '{"accepted":true,"receipt":"R"}', 'HTTP_500'],
  [503, '', 'HTTP_503'],
])('%i with %s is no answer: %s', async (status, body, problem) => {
  expect(await says(status, body)).toMatchObject({ problem });
});

test('a redirect is not followed', async () => {
  const answer = await answered((_req, res) => res.writeHead(307, { location: '/other' }).end());
  expect(answer).toMatchObject({ problem: 'UNREACHABLE' });
});

test('an answer that does not come, or does not end, is a time-out', async () => {
  expect(await answered(() => undefined, 100)).toMatchObject({ problem: 'TIMEOUT' });
  server?.closeAllConnections();
  server?.close();
  const endless: RequestListener = (_req, res) => void res.write('{');
  expect(await answered(endless, 100)).toMatchObject({ problem: 'TIMEOUT' });
});

test('nobody there', async () => {
  const outgoing = { idempotencyKey: 'k', body: {}, requestId: 'r' };
  const answer = await sendOut({ url: 'http://127.0.0.1:1/' }, outgoing, 1000);
  expect(answer).toMatchObject({ problem: 'UNREACHABLE' });
});

describe('settings', () => {
  const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
  const settings = {
    ...{ PORT: '1', PUBLIC_URL: 'http://a', DATABASE_URL: 'postgres://a' },
    ...{ ZEEBE_GRPC_ADDRESS: 'grpc://a', ZEEBE_REST_ADDRESS: 'http://a', TASKLIST_URL: 'http://a' },
    ...{ KEYCLOAK_URL: 'http://a', KEYCLOAK_REALM: 'r', KEYCLOAK_WEB_CLIENT_ID: 'w' },
    ...{ KEYCLOAK_WEB_CLIENT_SECRET: 's', KEYCLOAK_SERVICE_CLIENT_ID: 'w' },
    ...{
      KEYCLOAK_SERVICE_CLIENT_SECRET: 's',
      ...{ KEYCLOAK_GUARD_CLIENT_ID: 'w', KEYCLOAK_GUARD_CLIENT_SECRET: 's' },
      SESSION_SECRET: 'x'.repeat(16),
      ATTACHMENTS_DIR: 'a',
      AUDIT_ANCHOR_DIR: 'a',
    },
    ...{ PII_ENCRYPTION_KEY: key(1), PII_LOOKUP_KEY: key(2), GATE_SIGNING_KEY: key(3) },
  };

  it('name the platforms', () => {
    const config = loadConfig({
      ...settings,
      PLATFORM_NATIONAL_URL: 'http://127.0.0.1:1/national',
      PLATFORM_LAND_OFFICE_URL: 'https://land.example/in',
      PLATFORM_LAND_OFFICE_TOKEN: 't',
      PLATFORM_EMPTY_URL: '',
    });
    expect(platformOf(config, 'NATIONAL')).toEqual({ url: 'http://127.0.0.1:1/national' });
    expect(platformOf(config, 'LAND_OFFICE')).toEqual({
      url: 'https://land.example/in',
      token: 't',
    });
    expect(() => platformOf(config, 'EMPTY')).toThrow('PLATFORM_EMPTY_URL is not set');
  });

  it('refuse an address that is none', () => {
    expect(() => loadConfig({ ...settings, PLATFORM_X_URL: 'ftp://a' })).toThrow('PLATFORMS.X.url');
    expect(() => loadConfig({ ...settings, PLATFORM_X_TOKEN: 't' })).toThrow('PLATFORMS.X.url');
  });

  it('name the client a platform acknowledges by', () => {
    expect(platformClient('LAND_OFFICE')).toBe('platform-land-office');
  });

  it('[ZJ-19] name keys of before: an answer that one of them signed can still be proven', async () => {
    const issuer = 'http://a';
    const about = { content: { passed: true }, audience: 'system', at: new Date(), id: '1' };
    const old = createSigner(loadConfig(settings), issuer);
    const [statement, before] = [await old.sign(about), await old.keys()];
    const renewed = { ...settings, GATE_SIGNING_KEY: key(4) };
    const provenBy = async (config: Config) =>
      jwtVerify(statement, createLocalJWKSet(await createSigner(config, issuer).keys()));
    await expect(provenBy(loadConfig(renewed))).rejects.toThrow('no applicable key');
    const config = loadConfig({ ...renewed, GATE_FORMER_KEYS: before.keys[0]?.x });
    expect((await provenBy(config)).payload).toMatchObject({ passed: true, aud: 'system' });
    // what is signed from now on has the new one
    const { kid } = decodeProtectedHeader(await createSigner(config, issuer).sign(about));
    expect(kid).not.toBe(before.keys[0]?.kid);
    expect(() => loadConfig({ ...renewed, GATE_FORMER_KEYS: 'short' })).toThrow('GATE_FORMER_KEYS');
  });
});
