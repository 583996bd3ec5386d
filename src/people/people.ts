import { setTimeout as pause } from 'node:timers/promises';
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import type { Config } from '../config';
import { isReserved, personOrganisation, separated } from '../domain/identity';
import { refuse } from '../errors';
import { changesFrom, EVENTS_AT_MOST } from './changes';
import { adminClient, serviceTokens } from './service-token';

/** A person as Keycloak knows them now, or the account of a system. */
export interface Person {
  id: string;
  username: string;
  name: string;
  enabled: boolean;
  /** ids of the organisations (groups) the person belongs to */
  organisations: string[];
  /** the realm roles that count, also those held through others */
  roles: string[];
  /** roles of administrators that exclude one another: none of them counts */
  excluding: string[];
}

/**
 * People and organisations in Keycloak. Whatever asks Keycloak throws E-00-53 while it does not answer.
 */
export interface People {
  /**
   * What Keycloak says of a person now. An answer serves all who ask within RIGHTS_FRESH_SECONDS, or
   * until Keycloak's admin events, which are looked at once a second while somebody asks, tell that the
   * person's rights were changed.
   * @returns null when Keycloak knows no such username, or when no person may have it
   */
  find(username: string): Promise<Person | null>;
  /**
   * People of an organisation whose accounts are in use and have an e-mail address; of a person's own
   * (`person-<username>`) that person.
   */
  addressees(organisation: string): Promise<{ username: string; email: string }[]>;
  /** Is there anybody in an organisation whose account is in use? Of the first 200 of it. */
  hasSomebody(organisation: string): Promise<boolean>;
  /** How often Keycloak's admin API was called so far. */
  calls(): number;
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
  | 'RIGHTS_FRESH_SECONDS'
>;

/** So many people of an organisation are written to. */
const MEMBERS_AT_MOST = 200;
const PERSON = new RegExp(`^${personOrganisation('')}`);

const NAMES_KEPT_MS = 10 * 60_000;

/** How often Keycloak's events are looked at, at most. */
const LOOK_EVERY_MS = 1000;
/** A Keycloak that takes longer is taken for away. */
const ANSWER_WITHIN_MS = 8000;

/** Talks to Keycloak's admin API as the service client. */
export function createPeople(config: Settings): People {
  const { KEYCLOAK_SERVICE_CLIENT_ID: id, KEYCLOAK_SERVICE_CLIENT_SECRET: secret } = config;
  const getAccessToken = serviceTokens(config, id, secret);
  let client: Promise<KeycloakAdminClient> | undefined;

  function admin(): Promise<KeycloakAdminClient> {
    client ??= adminClient(config).then((made) => {
      made.registerTokenProvider({ getAccessToken });
      return made;
    });
    return client;
  }

  let asked = 0;

  /** Asks the admin API. @throws E-00-53 where nobody answers, and what Keycloak refuses */
  async function ask<T>(question: (kc: KeycloakAdminClient) => Promise<T>): Promise<T> {
    asked += 1;
    const late = new AbortController();
    const tooLate = pause(ANSWER_WITHIN_MS, undefined, { ref: false, signal: late.signal }).then(
      () => Promise.reject(refuse('E-00-53')),
      // answered in time
      () => new Promise<never>(() => undefined),
    );
    try {
      return await Promise.race([admin().then(question), tooLate]);
    } catch (error) {
      throw isAway(error) ? refuse('E-00-53') : error;
    } finally {
      late.abort();
    }
  }

  async function userByName(username: string) {
    const [user] = await ask((kc) => kc.users.find({ username, exact: true }));
    return user?.id ? { ...user, id: user.id } : null;
  }

  async function membersOf(organisation: string) {
    const search = { search: organisation, exact: true };
    const [group] = await ask((kc) => kc.groups.find(search));
    const id = group?.name === organisation ? group.id : undefined;
    return id ? ask((kc) => kc.groups.listMembers({ id, max: MEMBERS_AT_MOST })) : [];
  }

  async function giveRoles(userId: string, roles: string[]) {
    const all = await ask((kc) => kc.roles.find());
    const wanted = all.filter((r) => r.name && roles.includes(r.name));
    await ask((kc) =>
      kc.users.addRealmRoleMappings({
        id: userId,
        roles: wanted.map((r) => ({ id: r.id as string, name: r.name as string })),
      }),
    );
  }

  async function read(username: string): Promise<Person | null> {
    const user = await userByName(username);
    if (!user) return null;
    const { id } = user;
    const [groups, roles] = await Promise.all([
      ask((kc) => kc.users.listGroups({ id })),
      ask((kc) => kc.users.listCompositeRealmRoleMappings({ id })),
    ]);
    return {
      id,
      username,
      name: displayName(user),
      enabled: user.enabled === true,
      organisations: groups.flatMap((g) => (g.name ? [g.name] : [])),
      // in one order: decisions are asked with them, and asked the same question once
      ...separated(roles.flatMap((r) => (r.name ? [r.name] : [])).sort()),
    };
  }

  const names = new Map<string, { name: string; until: number }>();
  const lately = new Map<string, { found: Promise<Person | null>; id?: string }>();

  function keep(username: string): Promise<Person | null> {
    const kept: { found: Promise<Person | null>; id?: string } = { found: read(username) };
    lately.set(username, kept);
    const forget = () => {
      if (lately.get(username) === kept) lately.delete(username);
    };
    kept.found.then((person) => {
      // somebody who registers a moment later is to be found
      if (person) kept.id = person.id;
      else forget();
    }, forget);
    setTimeout(forget, config.RIGHTS_FRESH_SECONDS * 1000).unref();
    return kept.found;
  }

  const changes = changesFrom(async (dateFrom) => {
    const realm = config.KEYCLOAK_REALM;
    const query = { max: EVENTS_AT_MOST, ...(dateFrom && { dateFrom: String(dateFrom) }) };
    return ask((kc) => kc.realms.findAdminEvents({ realm, ...query } as never)).catch((error) => {
      // a service account without `view-events`: what is known then only grows old
      if (statusOf(error) === 403) return [];
      throw error;
    });
  });

  let looked: { at: number; done: Promise<void> } | undefined;

  /** Forgets those whose rights were changed since the last look, one look a second for all who ask. */
  function forgetChanged(): Promise<void> {
    if (looked && Date.now() - looked.at < LOOK_EVERY_MS) return looked.done;
    const done = changes().then((changed) => {
      if (changed === 'everybody') lately.clear();
      else if (changed.size > 0)
        // whoever is being asked about may be one of them
        for (const [username, { id }] of lately)
          if (id === undefined || changed.has(id)) lately.delete(username);
    });
    const look = { at: Date.now(), done };
    looked = look;
    done.catch(() => {
      if (looked === look) looked = undefined;
    });
    return done;
  }

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
    async find(username) {
      if (isReserved(username)) return null;
      await forgetChanged();
      return lately.get(username)?.found ?? keep(username);
    },
    async addressees(organisation) {
      const users = PERSON.test(organisation)
        ? [await userByName(organisation.replace(PERSON, ''))]
        : await membersOf(organisation);
      return users.flatMap((user) =>
        user?.enabled && user.username && user.email
          ? [{ username: user.username, email: user.email }]
          : [],
      );
    },
    async hasSomebody(organisation) {
      const members = await membersOf(organisation);
      return members.some(({ enabled }) => enabled);
    },
    calls: () => asked,
    async ensureGroups(names) {
      const existing = await ask((kc) =>
        kc.groups.find({ max: 100_000, briefRepresentation: true }),
      );
      const ids = new Map(existing.map((g) => [g.name as string, g.id as string]));
      for (const name of names) {
        if (ids.has(name)) continue;
        const { id } = await ask((kc) => kc.groups.create({ name }));
        ids.set(name, id);
      }
      return ids;
    },
    async ensurePerson({ username, name, password, roles, organisations }) {
      if (separated(roles).excluding.length > 0)
        throw new Error(`${username}: nobody may be two of the administrators (${roles})`);
      if (await userByName(username)) return;
      // Chinese names: family name first; Keycloak shows first + last
      const { id } = await ask((kc) =>
        kc.users.create({
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
        }),
      );
      await giveRoles(id, roles);
    },
    async join(username, organisation, roles) {
      const user = await userByName(username);
      if (!user) throw new Error(`Keycloak knows no ${username}`);
      const groups = await people.ensureGroups([organisation]);
      const groupId = groups.get(organisation) as string;
      await ask((kc) => kc.users.addToGroup({ id: user.id, groupId }));
      await giveRoles(user.id, roles);
      lately.delete(username);
    },
  };
  return people;
}

/** The HTTP status of what Keycloak refused; undefined where it was no answer. */
function statusOf(error: unknown): number | undefined {
  return (error as { response?: { status?: number } }).response?.status;
}

/** Did nobody answer, or Keycloak say itself that it cannot now? A failed `fetch` is a TypeError. */
function isAway(error: unknown): boolean {
  return (statusOf(error) ?? 0) >= 500 || (error instanceof TypeError && error.cause !== undefined);
}

function displayName(user: { lastName?: string; firstName?: string; username?: string }): string {
  return `${user.lastName ?? ''}${user.firstName ?? ''}` || (user.username ?? '');
}
