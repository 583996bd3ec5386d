import { createPrivateKey, createPublicKey } from 'node:crypto';
import { CompactSign, calculateJwkThumbprint, exportJWK, type JWK } from 'jose';
import type { Config } from '../config';

/** What a private key of Ed25519 begins with in PKCS #8; its 32 bytes follow. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const ALGORITHM = 'EdDSA';

/** Signs what we answer other systems, so that whoever they show it to can tell that it is ours. */
export interface Signer {
  /** @returns a compact JWS (JWT) */
  sign(about: Signed): Promise<string>;
  /** The public keys (JWKS), that of now first: by these a statement is held against. */
  keys(): Promise<{ keys: JWK[] }>;
}

/** What is signed: a JWT with these claims, and what was answered beside them. */
export interface Signed {
  content: Record<string, unknown>;
  /** who asked */
  audience: string;
  at: Date;
  id: string;
}

/**
 * @param settings the private key, and the public ones of keys that signed before it; each of 32 bytes,
 * base64
 * @param issuer our address
 */
export function createSigner(
  settings: Pick<Config, 'GATE_SIGNING_KEY' | 'GATE_FORMER_KEYS'>,
  issuer: string,
): Signer {
  const seed = Buffer.from(settings.GATE_SIGNING_KEY, 'base64');
  const privateKey = createPrivateKey({
    ...{ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' },
  });
  const known = exportJWK(createPublicKey(privateKey)).then(published);
  const former = settings.GATE_FORMER_KEYS.map((key) =>
    published({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'base64').toString('base64url') }),
  );
  return {
    async sign({ content, audience, at, id }) {
      const { kid } = await known;
      const iat = Math.floor(at.getTime() / 1000);
      const claims = { ...content, iss: issuer, aud: audience, iat, jti: id };
      // jose's SignJWT would copy them all first
      return new CompactSign(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
        .sign(privateKey);
    },
    keys: async () => ({ keys: await Promise.all([known, ...former]) }),
  };
}

/** A public key as others get it, with the name that statements give. */
async function published(jwk: JWK): Promise<JWK & { kid: string }> {
  return { ...jwk, use: 'sig', alg: ALGORITHM, kid: await calculateJwkThumbprint(jwk) };
}
