import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import realm from '../../../keycloak/zhujian-realm.json';
import { loadSecrets } from '../../../stack/lib/secrets';
import { readSettings } from '../../../stack/lib/settings';
import { updateKeptRealm } from '../../../stack/parts/keycloak-realm';

/** A Keycloak that knows all clients but one, and writes down what is changed. */
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
    expect(await update()).toEqual([
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
});
