import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPeople } from '../../src/people';
import { unique } from './cases';
import { runtime, setting } from './client';

const settings = {
  KEYCLOAK_URL: setting('KEYCLOAK_URL'),
  KEYCLOAK_REALM: setting('KEYCLOAK_REALM'),
  KEYCLOAK_SERVICE_CLIENT_ID: setting('KEYCLOAK_SERVICE_CLIENT_ID'),
  KEYCLOAK_SERVICE_CLIENT_SECRET: setting('KEYCLOAK_SERVICE_CLIENT_SECRET'),
  // what a test has just changed
  RIGHTS_FRESH_SECONDS: 0,
};

/** Keycloak as the app sees it: what somebody is now. */
export const keycloak = createPeople(settings);

/** A person of this test alone, with the demo password; gives the username. */
export async function newPerson(
  is: { name?: string; roles?: string[]; organisations?: string[] } = {},
): Promise<string> {
  const username = unique('person.').toLowerCase();
  await keycloak.ensurePerson({
    username,
    name: is.name ?? '测试人',
    password: setting('ZJF_DEMO_PASSWORD'),
    roles: is.roles ?? [],
    organisations: is.organisations ?? [],
  });
  return username;
}

/** A person nobody has told the platform about yet: registered, in no organisation. */
export const registrant = () => newPerson({ name: '注册人' });

async function adminToken(): Promise<string> {
  const response = await fetch(
    `${settings.KEYCLOAK_URL}/realms/${settings.KEYCLOAK_REALM}/protocol/openid-connect/token`,
    {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: settings.KEYCLOAK_SERVICE_CLIENT_ID,
        client_secret: settings.KEYCLOAK_SERVICE_CLIENT_SECRET,
      }),
    },
  );
  return ((await response.json()) as { access_token: string }).access_token;
}

async function admin(
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<unknown> {
  const response = await fetch(
    `${settings.KEYCLOAK_URL}/admin/realms/${settings.KEYCLOAK_REALM}${path}`,
    {
      method,
      headers: {
        Authorization: `Bearer ${token ?? (await adminToken())}`,
        'Content-Type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
  );
  if (!response.ok) throw new Error(`Keycloak ${path}: ${response.status}`);
  return response.status === 204 ? undefined : response.json().catch(() => undefined);
}

async function idOf(username: string): Promise<string> {
  const person = await keycloak.find(username);
  if (!person) throw new Error(`Keycloak knows no ${username}`);
  return person.id;
}

/** Disables or enables an account. */
export async function setEnabled(username: string, enabled: boolean): Promise<void> {
  await admin('PUT', `/users/${await idOf(username)}`, { enabled });
}

/** Takes a realm role away. */
export async function takeRole(username: string, role: string): Promise<void> {
  const found = (await admin('GET', `/roles/${role}`)) as { id: string; name: string };
  await admin('DELETE', `/users/${await idOf(username)}/role-mappings/realm`, [found]);
}

/** Takes somebody out of an organisation. */
export async function takeOut(username: string, organisation: string): Promise<void> {
  const groups = await keycloak.ensureGroups([organisation]);
  await admin('DELETE', `/users/${await idOf(username)}/groups/${groups.get(organisation)}`);
}

/** Puts somebody into an organisation. */
export async function putIn(username: string, organisation: string): Promise<void> {
  const groups = await keycloak.ensureGroups([organisation]);
  await admin('PUT', `/users/${await idOf(username)}/groups/${groups.get(organisation)}`);
}

/** Gives a realm role, as an administrator of Keycloak can: nothing is looked at. */
export async function giveRole(username: string, role: string): Promise<void> {
  const found = await admin('GET', `/roles/${role}`);
  await admin('POST', `/users/${await idOf(username)}/role-mappings/realm`, [found]);
}

/** Deletes an account. */
export async function remove(username: string): Promise<void> {
  await admin('DELETE', `/users/${await idOf(username)}`);
}

/** Ends every session of somebody, as an administrator does in Keycloak. */
export async function signOut(username: string): Promise<void> {
  await admin('POST', `/users/${await idOf(username)}/logout`);
}

/** The realm as its operator, who is no person of it. */
export async function operator(method: string, path: string, body?: unknown): Promise<unknown> {
  const secrets = JSON.parse(readFileSync(join(runtime.stateDir, 'secrets.json'), 'utf8'));
  const form = { grant_type: 'password', client_id: 'admin-cli', username: 'admin' };
  const answer = await fetch(
    `${settings.KEYCLOAK_URL}/realms/master/protocol/openid-connect/token`,
    {
      method: 'POST',
      body: new URLSearchParams({ ...form, password: secrets.keycloakAdminPassword }),
    },
  );
  const { access_token } = (await answer.json()) as { access_token: string };
  return admin(method, path, body, access_token);
}
