import type { Request } from 'express';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Config } from '../config';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { Remembered } from '../domain/remembered';
import { isUnreachable, PartAway, refuse } from '../errors';
import { isEnded } from '../records/ended-sessions';
import { noteSecurityEvent } from '../records/security-events';

/** The claims of an access token that count here. */
export interface Claims extends JWTPayload {
  preferred_username: string;
  /** the client that the token was made for */
  azp?: string;
  /** Keycloak's session; systems have none */
  sid?: string;
}

/** Clocks may differ by so much. */
const TOLERANCE_S = 5;
/** So many tokens are known as signed; they live for minutes. */
const TOKENS_KEPT = 5_000;

/** The account of a system is called so, with the client's name behind. */
const SERVICE = 'service-account-';

/**
 * Checks the token of a request, a bearer token or that of the browser session, both the same way
 * (signature, algorithm, issuer, audience, expiry).
 * @returns a function that throws E-00-20 where there is none, or a wrong one
 */
export function createVerifier(
  config: Pick<Config, 'KEYCLOAK_URL' | 'KEYCLOAK_REALM' | 'KEYCLOAK_AUDIENCE'>,
): (req: Request) => Promise<Claims> {
  const issuer = `${config.KEYCLOAK_URL}/realms/${config.KEYCLOAK_REALM}`;
  const keys = createRemoteJWKSet(new URL(`${issuer}/protocol/openid-connect/certs`));
  // a system asks a thousand questions with one token; that it is signed is found once
  const good = new Remembered<Claims>(TOKENS_KEPT);
  const claimsOf = async (token: string) => {
    const { payload } = await jwtVerify<Claims>(token, keys, {
      issuer,
      audience: config.KEYCLOAK_AUDIENCE,
      algorithms: ['RS256', 'PS256', 'ES256'],
      clockTolerance: TOLERANCE_S,
    });
    return payload;
  };
  return async (req) => {
    const token = bearer(req) ?? (await sessionToken(req));
    if (!token) throw refuse('E-00-20');
    const claims = await good
      .get(token, () => claimsOf(token))
      .catch((error) => {
        if (isAway(error)) throw new PartAway('identity', error);
        return null;
      });
    if (!claims?.preferred_username || isExpired(claims)) throw refuse('E-00-20');
    return claims;
  };
}

/**
 * Who is calling, with the rights of now: the token only says who it is, its session must not have
 * ended, and what the person is and may is what Keycloak says now (`People.find`, some seconds old at
 * most). So an account that was disabled or deleted, and a role or organisation that was taken away,
 * count at every door, whatever the token says.
 * @returns a function that throws E-00-20 where nobody is logged in, E-00-53 while Keycloak is away
 */
export function createAuthenticator(
  deps: Pick<Deps, 'config' | 'people' | 'db' | 'clock'>,
): (req: Request) => Promise<Caller> {
  const verify = createVerifier(deps.config);
  return async (req) => {
    const { preferred_username: username, sub, sid, azp } = await verify(req);
    const isSomebodyElse = username.startsWith(SERVICE) && username !== SERVICE + azp;
    const isOver = sid !== undefined && (await isEnded(deps.db, sid));
    const person = isOver || isSomebodyElse ? null : await deps.people.find(username);
    // another account may have the name of one that was deleted
    if (!person?.enabled || person.id !== sub) {
      req.isTurnedAway = true;
      throw refuse('E-00-20');
    }
    if (person.excluding.length > 0)
      await noteSecurityEvent(deps.db, {
        at: await deps.clock.now(),
        person: username,
        caseId: null,
        code: 'S-02',
        detail: { roles: [...person.excluding].sort() },
      });
    const { organisations, roles, name } = person;
    return { username, name, organisations, roles };
  };
}

/** A token that was good once is not for ever. */
function isExpired({ exp }: Claims): boolean {
  return exp === undefined || exp + TOLERANCE_S <= Date.now() / 1000;
}

/** Were Keycloak's keys not to be had? Any other error says that the token is none. */
function isAway(error: unknown): boolean {
  const { code } = error as { code?: string };
  const unread = error instanceof errors.JWKSTimeout || code === 'ERR_JOSE_GENERIC';
  return unread || isUnreachable(error);
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
  const fresh = await session.refresh().catch(() => null);
  return fresh?.access_token ?? null;
}

declare global {
  namespace Express {
    interface Request {
      /** the token was good, but nobody is let in with it: its session has ended, or its person is none */
      isTurnedAway?: boolean;
    }
  }
}
