/** Keycloak's admin API below the realm; throws where it refuses. */
export type Admin = <T>(method: string, path: string, body?: unknown) => Promise<T>;

interface Named {
  id: string;
  name: string;
}

interface Execution {
  authenticator?: string;
  flowAlias?: string;
  authenticatorConfig?: string;
  requirement: string;
}

interface Flow {
  alias: string;
  description: string;
  providerId: string;
  topLevel: boolean;
  builtIn: boolean;
  authenticationExecutions: Execution[];
}

/** What of the realm file belongs to the security of log-in and rights. */
export interface SecurityOfRealm {
  roles: {
    realm: {
      name: string;
      composites?: {
        realm?: string[] | undefined;
        client?: Record<string, string[] | undefined> | undefined;
      };
    }[];
  };
  users: {
    serviceAccountClientId: string;
    realmRoles?: string[];
    clientRoles?: Record<string, string[] | undefined>;
  }[];
  components: Record<string, { config: Record<string, string[]> }[]>;
  authenticationFlows: Flow[];
  authenticatorConfig: { alias: string; config: Record<string, string> }[];
  [setting: string]: unknown;
}

/** Settings of the realm that a newer version may tighten, and that the environment chooses. */
const SETTINGS = [
  'passwordPolicy',
  'bruteForceProtected',
  'failureFactor',
  'waitIncrementSeconds',
  'maxFailureWaitSeconds',
  'accessTokenLifespan',
  'ssoSessionIdleTimeout',
  'ssoSessionMaxLifespan',
  'adminEventsEnabled',
  'otpPolicyType',
  'otpPolicyAlgorithm',
  'otpPolicyDigits',
  'otpPolicyPeriod',
  'otpPolicyLookAheadWindow',
  'otpPolicyCodeReusable',
  'browserFlow',
];

/**
 * Brings the security of a kept realm to what the file says: what roles hold, the rights of the
 * application's account, names that nobody may have, the ways to log in, lifetimes and locks. What the
 * file does not name stays as somebody set it.
 */
export async function updateSecurity(admin: Admin, realm: SecurityOfRealm): Promise<void> {
  for (const { name, composites } of realm.roles.realm) {
    const held = composites && (await rolesOf(admin, composites));
    if (held && held.length > 0) await admin('POST', `/roles/${name}/composites`, held);
  }
  for (const account of realm.users) await giveClientRoles(admin, account);
  await updateProfile(admin, realm);
  await addFlows(admin, realm);
  await admin(
    'PUT',
    '',
    Object.fromEntries(SETTINGS.flatMap((name) => (name in realm ? [[name, realm[name]]] : []))),
  );
}

type Composites = NonNullable<SecurityOfRealm['roles']['realm'][number]['composites']>;

async function rolesOf(admin: Admin, { realm = [], client = {} }: Composites): Promise<Named[]> {
  const own = await Promise.all(realm.map((name) => admin<Named>('GET', `/roles/${name}`)));
  const others = await Promise.all(
    Object.entries(client).map(([id, names = []]) => clientRoles(admin, id, names)),
  );
  return [...own, ...others.flatMap(({ roles }) => roles)];
}

/** Roles of a client, and the client's own id. */
async function clientRoles(admin: Admin, clientId: string, names: string[]) {
  const [client] = await admin<{ id: string }[]>('GET', `/clients?clientId=${clientId}`);
  const path = `/clients/${client?.id}/roles`;
  const roles = await Promise.all(
    // `read:*` is a name, too
    names.map((name) => admin<Named>('GET', `${path}/${encodeURIComponent(name)}`)),
  );
  return { id: client?.id, roles };
}

async function giveClientRoles(
  admin: Admin,
  { serviceAccountClientId, clientRoles: wanted = {} }: SecurityOfRealm['users'][number],
): Promise<void> {
  for (const [clientId, names = []] of Object.entries(wanted)) {
    const [own] = await admin<Named[]>('GET', `/clients?clientId=${serviceAccountClientId}`);
    const user = await admin<Named>('GET', `/clients/${own?.id}/service-account-user`);
    const { id, roles } = await clientRoles(admin, clientId, names);
    await admin('POST', `/users/${user.id}/role-mappings/clients/${id}`, roles);
  }
}

interface Profile {
  attributes: { name: string; validations?: Record<string, unknown> }[];
}

/** The rules for names; the other attributes are as somebody set them. */
async function updateProfile(admin: Admin, { components }: SecurityOfRealm): Promise<void> {
  const [provider] = components['org.keycloak.userprofile.UserProfileProvider'] ?? [];
  const [text = '{"attributes":[]}'] = provider?.config['kc.user.profile.config'] ?? [];
  const wanted = (JSON.parse(text) as Profile).attributes.find(({ name }) => name === 'username');
  const kept = await admin<Profile>('GET', '/users/profile');
  const attributes = kept.attributes.map((attribute) =>
    attribute.name === 'username'
      ? { ...attribute, validations: { ...attribute.validations, ...wanted?.validations } }
      : attribute,
  );
  await admin('PUT', '/users/profile', { ...kept, attributes });
}

/** Ways to log in that the realm lacks. Those that Keycloak brings itself are left alone. */
async function addFlows(admin: Admin, realm: SecurityOfRealm): Promise<void> {
  const known = await admin<{ alias: string }[]>('GET', '/authentication/flows');
  for (const flow of realm.authenticationFlows) {
    const { alias, description, providerId, topLevel, builtIn } = flow;
    if (!topLevel || builtIn || known.some((one) => one.alias === alias)) continue;
    await admin('POST', '/authentication/flows', {
      alias,
      description,
      providerId,
      topLevel,
      builtIn,
    });
    await addExecutions(admin, realm, flow);
  }
}

interface KnownExecution {
  id: string;
  displayName: string;
  providerId?: string;
  level: number;
}

async function addExecutions(admin: Admin, realm: SecurityOfRealm, flow: Flow): Promise<void> {
  const path = `/authentication/flows/${encodeURIComponent(flow.alias)}/executions`;
  for (const {
    authenticator,
    flowAlias,
    authenticatorConfig,
    requirement,
  } of flow.authenticationExecutions) {
    const below = realm.authenticationFlows.find(({ alias }) => alias === flowAlias);
    if (below) {
      const { alias, description } = below;
      await admin('POST', `${path}/flow`, { alias, description, type: 'basic-flow' });
    } else await admin('POST', `${path}/execution`, { provider: authenticator });
    const all = await admin<KnownExecution[]>('GET', path);
    // what was added last stands last of its level
    const added = all.filter(({ level }) => level === 0).at(-1);
    await admin('PUT', path, { ...added, requirement });
    const config = realm.authenticatorConfig.find(({ alias }) => alias === authenticatorConfig);
    if (config) await admin('POST', `/authentication/executions/${added?.id}/config`, config);
    if (below) await addExecutions(admin, realm, below);
  }
}
