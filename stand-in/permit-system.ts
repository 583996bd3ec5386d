import { randomUUID } from 'node:crypto';

/** A permit as a permit system pushes it: fields of the start form of the process it goes to. */
export type Permit = { permitNo: string } & Record<string, unknown>;

/** How a permit system reaches the platform. */
export interface PermitSystem {
  apiUrl: string;
  keycloakUrl: string;
  realm: string;
  clientId: string;
  clientSecret: string;
}

/** The stand-in's settings out of the environment of the local stack. */
export function permitSystem(
  which: 'one' | 'two' | 'three',
  env: NodeJS.ProcessEnv = process.env,
): PermitSystem {
  const read = (name: string) => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  return {
    apiUrl: read('PUBLIC_URL'),
    keycloakUrl: read('KEYCLOAK_URL'),
    realm: read('KEYCLOAK_REALM'),
    clientId: `permit-system-${which}`,
    clientSecret: read(`PERMIT_SYSTEM_${which.toUpperCase()}_SECRET`),
  };
}

/**
 * Plays a permit system: logs in with client credentials and pushes one permit over HTTP.
 * @param process takes it, e.g. `cq-permit-feed`
 * @returns status and body of the platform's answer
 */
export async function pushPermit(
  system: PermitSystem,
  permit: Permit,
  process = 'zj-permit-intake',
): Promise<{ status: number; body: Record<string, unknown> }> {
  const tokenUrl = `${system.keycloakUrl}/realms/${system.realm}/protocol/openid-connect/token`;
  const granted = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: system.clientId,
      client_secret: system.clientSecret,
    }),
  });
  const { access_token } = (await granted.json()) as { access_token: string };
  const response = await fetch(`${system.apiUrl}/api/cases/${process}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${access_token}`,
      'Content-Type': 'application/json',
      'X-Request-Id': randomUUID(),
    },
    body: JSON.stringify({ data: permit }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
