import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import type { Config } from '../config';

/** A token is asked for anew after so many seconds; Keycloak's live for minutes. */
const KEPT_SECONDS = 60;

/**
 * Tokens of a client of ours for another system behind the same Keycloak.
 * @returns a function that gives a token good for minutes; it throws where Keycloak does not answer
 */
export function serviceTokens(
  config: Pick<Config, 'KEYCLOAK_URL' | 'KEYCLOAK_REALM'>,
  clientId: string,
  clientSecret: string,
): () => Promise<string> {
  let kept: { token: Promise<string>; until: number } | undefined;
  let client: KeycloakAdminClient | undefined;

  async function ask(): Promise<string> {
    // published as an ES module only
    const { default: Client } = await import('@keycloak/keycloak-admin-client');
    client ??= new Client({ baseUrl: config.KEYCLOAK_URL, realmName: config.KEYCLOAK_REALM });
    await client.auth({ grantType: 'client_credentials', clientId, clientSecret });
    return client.accessToken ?? '';
  }

  return () => {
    if (!kept || kept.until < Date.now()) {
      kept = { token: ask(), until: Date.now() + KEPT_SECONDS * 1000 };
      kept.token.catch(() => {
        kept = undefined;
      });
    }
    return kept.token;
  };
}
