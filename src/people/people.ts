import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import type { Config } from '../config';

/** A person as Keycloak knows them now. */
export interface Person {
  id: string;
  username: string;
  name: string;
  enabled: boolean;
  /** ids of the organisations (groups) the person belongs to */
  organisations: string[];
  roles: string[];
}

/** People and organisations in Keycloak: rights taken away count within a second. */
export interface People {
  /**
   * An answer serves all who ask within a second: an act is judged at its door and again, a moment later,
   * when it is recorded.
   * @returns null when Keycloak knows no such username
   */
  find(username: string): Promise<Person | null>;
  /**
   * Name of somebody, for lists: it may be some minutes old.
   * @returns the username itself where Keycloak knows nobody or does not answer
   */
  nameOf(username: string): Promise<string>;
  /** Makes sure that groups exist; gives their Keycloak ids by name. */
  ensureGroups(names: string[]): Promise<Map<string, string>>;
  /** Makes sure that a person exists with these roles and groups. */
  ensurePerson(person: {
    username: string;
    name: string;
    password?: string;
    roles: string[];
    organisations: string[];
  }): Promise<void>;
  /** Adds an existing person to a group and gives roles. */
  join(username: string, organisation: string, roles: string[]): Promise<void>;
}

type Settings = Pick<
  Config,
  | 'KEYCLOAK_URL'
  | 'KEYCLOAK_REALM'
  | 'KEYCLOAK_SERVICE_CLIENT_ID'
  | 'KEYCLOAK_SERVICE_CLIENT_SECRET'
>;

/** Shorter than any sensible token life; a new token costs a few milliseconds. */
const TOKEN_SECONDS = 30;
const NAMES_KEPT_MS = 10 * 60_000;

/** How long an answer about a person serves, milliseconds. */
const FRESH_MS = 1000;

/** Talks to Keycloak's admin API as the service client. */
export function createPeople(config: Settings): People {
  let client: KeycloakAdminClient | undefined;
  let tokenAt = 0;

  async function admin(): Promise<KeycloakAdminClient> {
    // published as an ES module only
    const { default: Client } = await import('@keycloak/keycloak-admin-client');
    client ??= new Client({ baseUrl: config.KEYCLOAK_URL, realmName: config.KEYCLOAK_REALM });
    if (Date.now() - tokenAt > TOKEN_SECONDS * 1000) {
      await client.auth({
        grantType: 'client_credentials',
        clientId: config.KEYCLOAK_SERVICE_CLIENT_ID,
        clientSecret: config.KEYCLOAK_SERVICE_CLIENT_SECRET,
      });
      tokenAt = Date.now();
    }
    return client;
  }

  async function userByName(username: string) {
    const kc = await admin();
    const [user] = await kc.users.find({ username, exact: true });
    return user?.id ? { ...user, id: user.id } : null;
  }

  async function giveRoles(userId: string, roles: string[]) {
    const kc = await admin();
    const all = await kc.roles.find();
    const wanted = all.filter((r) => r.name && roles.includes(r.name));
    await kc.users.addRealmRoleMappings({
      id: userId,
      roles: wanted.map((r) => ({ id: r.id as string, name: r.name as string })),
    });
  }

  async function read(username: string): Promise<Person | null> {
    const user = await userByName(username);
    if (!user) return null;
    const kc = await admin();
    const [groups, roles] = await Promise.all([
      kc.users.listGroups({ id: user.id }),
      kc.users.listRealmRoleMappings({ id: user.id }),
    ]);
    return {
      id: user.id,
      username,
      name: displayName(user),
      enabled: user.enabled === true,
      organisations: groups.flatMap((g) => (g.name ? [g.name] : [])),
      roles: roles.flatMap((r) => (r.name ? [r.name] : [])),
    };
  }

  const names = new Map<string, { name: string; until: number }>();
  const lately = new Map<string, Promise<Person | null>>();

  const people: People = {
    async nameOf(username) {
      const known = names.get(username);
      if (known && known.until > Date.now()) return known.name;
      const user = await userByName(username).catch(() => null);
      if (!user) return username;
      const name = displayName(user);
      names.set(username, { name, until: Date.now() + NAMES_KEPT_MS });
      return name;
    },
    find(username) {
      const known = lately.get(username);
      if (known) return known;
      const found = read(username);
      lately.set(username, found);
      const forget = () => lately.delete(username);
      found.catch(forget);
      setTimeout(forget, FRESH_MS).unref();
      return found;
    },
    async ensureGroups(names) {
      const kc = await admin();
      const existing = await kc.groups.find({ max: 100_000, briefRepresentation: true });
      const ids = new Map(existing.map((g) => [g.name as string, g.id as string]));
      for (const name of names) {
        if (ids.has(name)) continue;
        const { id } = await kc.groups.create({ name });
        ids.set(name, id);
      }
      return ids;
    },
    async ensurePerson({ username, name, password, roles, organisations }) {
      const kc = await admin();
      if (await userByName(username)) return;
      // Chinese names: family name first; Keycloak shows first + last
      const { id } = await kc.users.create({
        username,
        enabled: true,
        email: `${username}@example.invalid`,
        emailVerified: true,
        firstName: name.slice(1),
        lastName: name.slice(0, 1),
        attributes: { displayName: [name] },
        groups: organisations,
        ...(password
          ? { credentials: [{ type: 'password', value: password, temporary: false }] }
          : {}),
      });
      await giveRoles(id, roles);
    },
    async join(username, organisation, roles) {
      const kc = await admin();
      const user = await userByName(username);
      if (!user) throw new Error(`Keycloak knows no ${username}`);
      const groups = await people.ensureGroups([organisation]);
      await kc.users.addToGroup({ id: user.id, groupId: groups.get(organisation) as string });
      await giveRoles(user.id, roles);
      lately.delete(username);
    },
  };
  return people;
}

function displayName(user: { lastName?: string; firstName?: string; username?: string }): string {
  return `${user.lastName ?? ''}${user.firstName ?? ''}` || (user.username ?? '');
}
