import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import type { Config } from '../config';

type Realm = Pick<Config, 'KEYCLOAK_URL' | 'KEYCLOAK_REALM'>;

/** A client of Keycloak's own API, not logged in yet. */
export async function adminClient(config: Realm): Promise<KeycloakAdminClient> {
  // published as an ES module only
  const { default: Client } = await import('@keycloak/keycloak-admin-client');
  return new Client({ baseUrl: config.KEYCLOAK_URL, realmName: config.KEYCLOAK_REALM });
}

/** A token is asked for anew after so many seconds; Keycloak's live for minutes. */
const KEPT_SECONDS = 60;

/**
 * Tokens of a client of ours, for Keycloak itself or another system behind it.
 * @returns a function that gives a token good for minutes; it throws where Keycloak does not answer
 */
export function serviceTokens(
  config: Realm,
  clientId: string,
  clientSecret: string,
): () => Promise<string> {
  let kept: { token: Promise<string>; until: number } | undefined;

  async function ask(): Promise<string> {
    const client = await adminClient(config);
    await client.auth({ grantType: 'client_credentials', clientId, clientSecret });
    return client.accessToken ?? '';
  }

  return () => {
    if (!kept || kept.until < Date.now()) {
      const fresh = { token: ask(), until: Date.now() + KEPT_SECONDS * 1000 };
      fresh.token.catch(() => {
        if (kept === fresh) kept = undefined;
      });
      kept = fresh;
    }
    return kept.token;
  };
}
