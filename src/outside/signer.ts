import { createPrivateKey, createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, type JWK, SignJWT } from 'jose';

/** What a private key of Ed25519 begins with in PKCS #8; its 32 bytes follow. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const ALGORITHM = 'EdDSA';

/** Signs what we answer other systems, so that whoever they show it to can tell that it is ours. */
export interface Signer {
  /** @returns a compact JWS (JWT) */
  sign(about: Signed): Promise<string>;
  /** The public keys (JWKS): by these it is held against. */
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
 * @param key 32 bytes, base64 (setting GATE_SIGNING_KEY)
 * @param issuer our address
 */
export function createSigner(key: string, issuer: string): Signer {
  const seed = Buffer.from(key, 'base64');
  const privateKey = createPrivateKey({
    ...{ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' },
  });
  const known = exportJWK(createPublicKey(privateKey)).then(async (jwk) => ({
    ...{ ...jwk, use: 'sig', alg: ALGORITHM },
    kid: await calculateJwkThumbprint(jwk),
  }));
  return {
    async sign({ content, audience, at, id }) {
      const { kid } = await known;
      return new SignJWT(content)
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(at)
        .setJti(id)
        .sign(privateKey);
    },
    keys: async () => ({ keys: [await known] }),
  };
}
