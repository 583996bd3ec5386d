import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, partEnv, urlsOf } from '../lib/context';
import { ROOT } from '../lib/settings';
import { type Admin, type SecurityOfRealm, updateSecurity } from './keycloak-security';

interface Client {
  id?: string;
  clientId: string;
  [field: string]: unknown;
}

type Realm = SecurityOfRealm & { clients: Client[] };

/** The fields of a client that hold our own addresses, and whether people log in there at all. */
const ADDRESSES = [
  ...['rootUrl', 'baseUrl', 'redirectUris', 'webOrigins', 'attributes'],
  'standardFlowEnabled',
];

/** The realm file, placeholders filled the way Keycloak's import fills them. */
function realmFile(env: NodeJS.ProcessEnv): string {
  const text = readFileSync(join(ROOT, 'keycloak/zhujian-realm.json'), 'utf8');
  return text.replace(/\$\{(ZJF_\w+)\}/g, (_, name: string) => env[name] ?? '');
}

/**
 * The realm file is imported once, as it was on that day. When the ports have moved since, log-in
 * would end in "invalid redirect"; what a newer version needs would be missing. This writes today's
 * addresses into the kept realm, adds the roles and clients that it lacks, and brings its security to
 * what the file says.
 */
export async function updateKeptRealm(context: Context): Promise<void> {
  const file = realmFile(partEnv(context));
  const today = createHash('sha256').update(file).digest('hex');
  const marker = join(context.settings.stateDir, 'keycloak', 'addresses.json');
  if (existsSync(marker) && readFileSync(marker, 'utf8') !== today) {
    const realm = JSON.parse(file) as Realm;
    const admin = await logIn(context);
    const known = await admin<Client[]>('GET', '/clients');
    await addMissing(admin, realm, known);
    await moveAddresses(admin, realm, known);
    await updateSecurity(admin, realm);
  }
  writeFileSync(marker, today);
}

async function logIn(context: Context): Promise<Admin> {
  const { keycloak } = urlsOf(context.settings, context.secrets);
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${keycloak}${path}`, init);
    if (!response.ok) throw new Error(`Keycloak answers ${response.status} to ${path}`);
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  };
  const form = { grant_type: 'password', client_id: 'admin-cli', username: 'admin' };
  const { access_token } = await send('/realms/master/protocol/openid-connect/token', {
    method: 'POST',
    body: new URLSearchParams({ ...form, password: context.secrets.keycloakAdminPassword }),
  });
  const headers = {
    authorization: `Bearer ${access_token}`,
    'content-type': 'application/json',
  };
  return (method, path, body) => {
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    return send(`/admin/realms/zhujian${path}`, init);
  };
}

/** Roles and clients that came after the first start; what is there is left as somebody set it. */
async function addMissing(admin: Admin, realm: Realm, known: Client[]): Promise<void> {
  const clients = realm.clients.filter(
    ({ clientId }) => !known.some((client) => client.clientId === clientId),
  );
  await admin('POST', '/partialImport', {
    ifResourceExists: 'SKIP',
    roles: { realm: realm.roles.realm },
    clients,
  });
  for (const { clientId } of clients) await giveRoles(admin, realm, clientId);
}

/** The import of a client makes its service account, without roles. */
async function giveRoles(admin: Admin, realm: Realm, clientId: string): Promise<void> {
  const account = realm.users.find((user) => user.serviceAccountClientId === clientId);
  if (!account?.realmRoles) return;
  const [client] = await admin<Client[]>('GET', `/clients?clientId=${clientId}`);
  const user = await admin<{ id: string }>('GET', `/clients/${client?.id}/service-account-user`);
  const roles = await Promise.all(
    account.realmRoles.map((name) => admin<object>('GET', `/roles/${name}`)),
  );
  await admin('POST', `/users/${user.id}/role-mappings/realm`, roles);
}

async function moveAddresses(admin: Admin, realm: Realm, known: Client[]): Promise<void> {
  for (const wanted of realm.clients.filter((one) => one.redirectUris)) {
    const kept = known.find(({ clientId }) => clientId === wanted.clientId);
    if (!kept) continue;
    const moved = Object.fromEntries(ADDRESSES.map((field) => [field, wanted[field]]));
    await admin('PUT', `/clients/${kept.id}`, { ...kept, ...moved });
  }
}
