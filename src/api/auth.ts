import type { Request } from 'express';
import { auth } from 'express-openid-connect';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import type { Config } from '../config';
import type { Caller } from '../domain/identity';
import { refuse } from '../errors';

interface Claims extends JWTPayload {
  preferred_username?: string;
  name?: string;
  family_name?: string;
  given_name?: string;
  groups?: string[];
  realm_access?: { roles?: string[] };
}

/**
 * Who is calling, by a bearer token or by the browser session's token: both are checked the same
 * way (signature, algorithm, issuer, audience, expiry).
 * @returns a function that throws E-00-20 where nobody is logged in
 */
export function createAuthenticator(config: Config): (req: Request) => Promise<Caller> {
  const issuer = `${config.KEYCLOAK_URL}/realms/${config.KEYCLOAK_REALM}`;
  const keys = createRemoteJWKSet(new URL(`${issuer}/protocol/openid-connect/certs`));
  return async (req) => {
    const token = bearer(req) ?? (await sessionToken(req));
    if (!token) throw refuse('E-00-20');
    const verified = await jwtVerify<Claims>(token, keys, {
      issuer,
      audience: config.KEYCLOAK_AUDIENCE,
      algorithms: ['RS256', 'PS256', 'ES256'],
      clockTolerance: 5,
    }).catch(() => null);
    const username = verified?.payload.preferred_username;
    if (!verified || !username) throw refuse('E-00-20');
    return {
      username,
      name: personName(verified.payload) ?? username,
      organisations: (verified.payload.groups ?? []).map((g) => g.replace(/^\//, '')),
      roles: verified.payload.realm_access?.roles ?? [],
    };
  };
}

/** Family name first, as Chinese names are written; `name` has it the other way round. */
function personName({ family_name, given_name, name }: Claims): string | undefined {
  return family_name && given_name ? family_name + given_name : name;
}

function bearer(req: Request): string | null {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}

async function sessionToken(req: Request): Promise<string | null> {
  const session = req.oidc?.accessToken;
  if (!session) return null;
  // a form on another site can send the cookie's owner here, but never this header
  if (req.method !== 'GET' && !req.get('X-Requested-With')) return null;
  if (!session.isExpired()) return session.access_token;
  // also the way in which a disabled account loses its session: Keycloak refuses the refresh
  const fresh = await session.refresh().catch(() => null);
  return fresh?.access_token ?? null;
}

/** Log-in with Keycloak for the pages; the session is an encrypted, http-only cookie. */
export function sessions(config: Config) {
  return auth({
    issuerBaseURL: `${config.KEYCLOAK_URL}/realms/${config.KEYCLOAK_REALM}`,
    baseURL: config.PUBLIC_URL,
    clientID: config.KEYCLOAK_WEB_CLIENT_ID,
    clientSecret: config.KEYCLOAK_WEB_CLIENT_SECRET,
    secret: config.SESSION_SECRET,
    authRequired: false,
    idpLogout: true,
    authorizationParams: { response_type: 'code', scope: 'openid profile email' },
    session: {
      rollingDuration: 30 * 60,
      absoluteDuration: 10 * 60 * 60,
      cookie: { sameSite: 'Lax' },
    },
  });
}
