import { createRemoteJWKSet, errors, jwtVerify } from 'jose';

/** A device signs with one of these; no algorithm whose key is a shared secret, and never `none`. */
const ALGORITHMS = ['ES256', 'EdDSA', 'PS256', 'RS256'];

/** What came is no statement that the platform signed about what was asked. */
export class NoStatement extends Error {}

/** Key sets of platforms; each fetches anew what it does not know. */
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

function keysAt(url: string) {
  const kept = keySets.get(url) ?? createRemoteJWKSet(new URL(url));
  keySets.set(url, kept);
  return kept;
}

/**
 * Reads a statement that a device signed, e.g. that of a reader of identity cards: a JWT whose `jti` is
 * the number that was asked for, `aud` the organisation (统一社会信用代码) that the device belongs to,
 * `iss` the device and `iat` when it was signed.
 * @param keys address of the platform's keys (JWKS)
 * @returns what it says beside these, with `device` and `signedAt` (date-time, UTC); null where it was
 *   not made for this organisation
 * @throws NoStatement where it is none of the platform's, or about another number
 */
export async function statementFor(
  asker: string | null,
  number: string,
  token: string | undefined,
  keys: string,
): Promise<Record<string, unknown> | null> {
  const { aud, iss, jti, iat = 0, ...said } = await verified(token, keys);
  if (jti !== number) throw new NoStatement('a statement about another number');
  if (asker === null || ![aud].flat().includes(asker)) return null;
  return { ...said, device: iss, signedAt: new Date(iat * 1000).toISOString() };
}

async function verified(token: string | undefined, keys: string) {
  try {
    const { payload } = await jwtVerify(token?.trim() ?? '', keysAt(keys), {
      algorithms: ALGORITHMS,
      requiredClaims: ['iss', 'aud', 'jti', 'iat'],
    });
    return payload;
  } catch (error) {
    // keys that cannot be fetched are no fault of the statement
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout))
      throw new NoStatement(error.message);
    throw error;
  }
}
