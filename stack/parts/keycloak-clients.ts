import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, partEnv, urlsOf } from '../lib/context';
import { ROOT } from '../lib/settings';

interface Client {
  id?: string;
  clientId: string;
  [field: string]: unknown;
}

/** The fields of a client that hold our own addresses. */
const ADDRESSES = ['rootUrl', 'baseUrl', 'redirectUris', 'webOrigins', 'attributes'];

/** The clients of the realm file, placeholders filled the way Keycloak's import fills them. */
function clientsOfRealmFile(env: NodeJS.ProcessEnv): Client[] {
  const text = readFileSync(join(ROOT, 'keycloak/zhujian-realm.json'), 'utf8');
  const filled = text.replace(/\$\{(ZJF_\w+)\}/g, (_, name: string) => env[name] ?? '');
  return (JSON.parse(filled) as { clients: Client[] }).clients;
}

/**
 * The realm file is imported once, with the addresses of that day. When the ports have moved since,
 * log-in would end in "invalid redirect": this writes today's addresses into the kept realm.
 */
export async function moveClientAddresses(context: Context): Promise<void> {
  const { settings, secrets } = context;
  const urls = urlsOf(settings, secrets);
  const today = JSON.stringify([urls.api, urls.tasklist, urls.operate]);
  const marker = join(settings.stateDir, 'keycloak', 'addresses.json');
  if (existsSync(marker) && readFileSync(marker, 'utf8') !== today) {
    const call = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${urls.keycloak}${path}`, init);
      if (!response.ok) throw new Error(`Keycloak answers ${response.status} to ${path}`);
      return response;
    };
    const form = { grant_type: 'password', client_id: 'admin-cli', username: 'admin' };
    const body = new URLSearchParams({ ...form, password: secrets.keycloakAdminPassword });
    const path = '/realms/master/protocol/openid-connect/token';
    const token = (await (await call(path, { method: 'POST', body })).json()) as {
      access_token: string;
    };
    const headers = {
      authorization: `Bearer ${token.access_token}`,
      'content-type': 'application/json',
    };
    const clients = '/admin/realms/zhujian/clients';
    for (const wanted of clientsOfRealmFile(partEnv(context)).filter((one) => one.redirectUris)) {
      const found = await call(`${clients}?clientId=${wanted.clientId}`, { headers });
      const [kept] = (await found.json()) as Client[];
      if (!kept) continue;
      const moved = Object.fromEntries(ADDRESSES.map((field) => [field, wanted[field]]));
      const change = JSON.stringify({ ...kept, ...moved });
      await call(`${clients}/${kept.id}`, { method: 'PUT', headers, body: change });
    }
  }
  writeFileSync(marker, today);
}
