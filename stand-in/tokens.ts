/** Settings of the local stack, as `runtime.json` names them. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** A setting that must be there. */
export function setting(settings: Settings, name: string): string {
  const value = settings[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** Gives access tokens of demo people and of outside systems (`permit-system-one`). */
export interface Tokens {
  of(who: string): Promise<string>;
  /** Forgets them all, e.g. after rights were changed. */
  forget(): void;
}

/** What a call of the engine's own interface needs in its head: a token where it asks who is calling. */
export async function engineHeaders(
  settings: Settings,
  tokens: Tokens,
): Promise<Record<string, string>> {
  const type = { 'content-type': 'application/json' };
  if (!settings.ENGINE_CLIENT_ID) return type;
  return { ...type, authorization: `Bearer ${await tokens.of(settings.ENGINE_CLIENT_ID)}` };
}

/** Shorter than Keycloak lets them live (five minutes). */
const KEEP_MS = 4 * 60_000;

/** Logs people in with the demo password and systems with their client secret. */
export function createTokens(settings: Settings): Tokens {
  const kept = new Map<string, { token: Promise<string>; until: number }>();
  const realm = `${setting(settings, 'KEYCLOAK_URL')}/realms/${setting(settings, 'KEYCLOAK_REALM')}`;

  function credentials(who: string): Record<string, string> {
    const secret =
      who === settings.ENGINE_CLIENT_ID
        ? settings.ENGINE_CLIENT_SECRET
        : settings[`${who.toUpperCase().replaceAll('-', '_')}_SECRET`];
    if (!secret)
      return {
        grant_type: 'password',
        client_id: 'zhujian-cli',
        username: who,
        password: setting(settings, 'ZJF_DEMO_PASSWORD'),
      };
    return { grant_type: 'client_credentials', client_id: who, client_secret: secret };
  }

  async function logIn(who: string): Promise<string> {
    const response = await fetch(`${realm}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams(credentials(who)),
    });
    const body = (await response.json()) as { access_token?: string };
    if (!body.access_token) throw new Error(`no token for ${who}: ${JSON.stringify(body)}`);
    return body.access_token;
  }

  return {
    of(who) {
      const known = kept.get(who);
      if (known && known.until > Date.now()) return known.token;
      // one log-in at a time: Keycloak takes several at once for an attack
      const token = logIn(who);
      kept.set(who, { token, until: Date.now() + KEEP_MS });
      token.catch(() => kept.delete(who));
      return token;
    },
    forget: () => kept.clear(),
  };
}
