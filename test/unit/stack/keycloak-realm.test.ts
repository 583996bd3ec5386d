import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import realm from '../../../keycloak/zhujian-realm.json';
import { loadSecrets } from '../../../stack/lib/secrets';
import { readSettings } from '../../../stack/lib/settings';
import { updateKeptRealm } from '../../../stack/parts/keycloak-realm';

/** A Keycloak that knows all clients but one, no flow of ours, and writes down what is changed. */
const LATER = 'platform-national';
const changes: { path: string; body: unknown }[] = [];
const stateDir = mkdtempSync(join(tmpdir(), 'zjf-realm-'));
let server: Server;

function answer(path: string): unknown {
  if (path === '/clients') {
    const known = realm.clients.filter(({ clientId }) => clientId !== LATER);
    return known.map((client) => ({ ...client, id: `id-${client.clientId}`, rootUrl: 'old' }));
  }
  if (path.startsWith('/clients?')) return [{ id: `id-${LATER}` }];
  if (path.endsWith('/service-account-user')) return { id: 'user' };
  if (path === '/users/profile') return { attributes: [{ name: 'username' }, { name: 'email' }] };
  if (path === '/authentication/flows') return [{ alias: 'registration' }];
  if (path.endsWith('/executions'))
    return [
      { id: 'first', level: 0 },
      { id: 'newest', level: 0 },
    ];
  return { name: path.split('/').at(-1) };
}

beforeAll(async () => {
  server = createServer(async (req, res) => {
    const text = Buffer.concat(await req.toArray()).toString();
    if (req.url?.endsWith('/token')) return void res.end('{"access_token":"t"}');
    const path = (req.url ?? '').replace('/admin/realms/zhujian', '');
    if (req.method === 'GET') return void res.end(JSON.stringify(answer(path)));
    changes.push({ path: `${req.method} ${path}`, body: JSON.parse(text) });
    res.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mkdirSync(join(stateDir, 'keycloak'));
});

afterAll(() => server.close());
beforeEach(() => changes.splice(0));

async function update(): Promise<string[]> {
  const settings = readSettings({ stateDir });
  settings.ports = { ...settings.ports, keycloak: (server.address() as AddressInfo).port };
  await updateKeptRealm({ settings, secrets: loadSecrets(stateDir), installed: {} as never });
  return changes.map(({ path }) => path);
}

describe('the kept realm of a local stack', () => {
  it('is as the file when it was just imported, and as long as nothing changes', async () => {
    expect(await update()).toEqual([]);
    expect(await update()).toEqual([]);
  });

  it('gains what a newer version brought, and its addresses move with the ports', async () => {
    writeFileSync(join(stateDir, 'keycloak/addresses.json'), 'of an older version');
    const pages = ['tasklist', 'operate', 'zhujian-web'].map((name) => `PUT /clients/id-${name}`);
    expect((await update()).slice(0, 5)).toEqual([
      'POST /partialImport',
      'POST /users/user/role-mappings/realm',
      ...pages,
    ]);
    const [imported, roles, tasklist, moved] = changes.map(({ body }) => body);
    expect(imported).toMatchObject({
      ifResourceExists: 'SKIP',
      clients: [{ clientId: LATER, secret: loadSecrets(stateDir).platformNationalSecret }],
    });
    expect(roles).toEqual([{ name: 'external-platform' }]);
    // nobody logs in to Tasklist itself any more
    expect(tasklist).toMatchObject({ id: 'id-tasklist', standardFlowEnabled: false });
    expect(moved).toMatchObject({ id: 'id-operate', rootUrl: expect.stringMatching(/:18603$/) });
    changes.splice(0);
    expect(await update()).toEqual([]);
  });

  it('is as safe as the file says: roles, rights, names, ways to log in, lifetimes', async () => {
    writeFileSync(join(stateDir, 'keycloak/addresses.json'), 'of an older version');
    await update();
    const body = (path: string) => changes.find((change) => change.path === path)?.body;
    expect(body('POST /roles/reviewer/composites')).toContainEqual({ name: 'second-factor' });
    expect(body('POST /users/user/role-mappings/clients/id-platform-national')).toContainEqual({
      name: 'view-events',
    });
    expect(body('PUT /users/profile')).toMatchObject({
      attributes: [
        {
          name: 'username',
          validations: { pattern: { pattern: expect.stringContaining('system') } },
        },
        { name: 'email' },
      ],
    });
    const flows = changes.filter(({ path }) => path === 'POST /authentication/flows');
    expect(flows.map((flow) => (flow.body as { alias: string }).alias)).toEqual([
      'browser-otp-false',
      'browser-otp-true',
    ]);
    expect(body('POST /authentication/executions/newest/config')).toMatchObject({
      config: { condUserRole: 'second-factor' },
    });
    expect(changes.at(-1)).toMatchObject({
      path: 'PUT ',
      body: { browserFlow: 'browser-otp-false', failureFactor: 5, ssoSessionIdleTimeout: 1800 },
    });
  });
});
