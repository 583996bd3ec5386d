import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { codeForm } from './normal-form';

// The names stand inside every stored value, so that other algorithms (SM4, SM3) can be added beside
// these and old values stay readable.
const CIPHER = 'aes-256-gcm';
const LOOKUP = 'hmac-sha-256';
const FORMAT = 'zf1';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** 80 bits: that two of ten million people have the same number is less likely than 1 in 10^10. */
const PERSON_DIGITS = 20;

export interface VaultKeys {
  /** 32 random bytes: the key that values are encrypted with. */
  encryptionKey: Buffer;
  /** 32 other random bytes: the key of the lookup hash. */
  lookupKey: Buffer;
}

export interface Vault {
  /** Text to `zf1:aes-256-gcm:<key id>:<iv>:<tag>:<data>`; the same text never gives the same value. */
  encrypt(plain: string): string;
  /** The text again. @throws VaultError if the format, the key or the data is not right. */
  decrypt(sealed: string): string;
  /** `hmac-sha-256:<hex>`, the same for the same text but for case and outer blanks. */
  lookup(plain: string): string;
  /**
   * The number (人员编号) by which a person is known here, made from the ID number: `P-` and twenty
   * capital hexadecimal digits. It stands in keys and addresses, where an ID number must not, and
   * tells nobody without the lookup key anything of it.
   */
  personNumber(idNumber: string): string;
}

/** A sealed value cannot be opened. The message never holds any of the value. */
export class VaultError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'VaultError';
  }
}

/**
 * Encryption at rest and keyed lookup of personal data (architecture, "Personal data").
 * @throws VaultError if a key is not 32 bytes or both are the same.
 */
export function createVault({ encryptionKey, lookupKey }: VaultKeys): Vault {
  for (const key of [encryptionKey, lookupKey]) {
    if (key.length !== KEY_BYTES) throw new VaultError(`a key must have ${KEY_BYTES} bytes`);
  }
  if (timingSafeEqual(encryptionKey, lookupKey)) throw new VaultError('the two keys are the same');
  const keyId = createHash('sha256').update(encryptionKey).digest('hex').slice(0, 8);
  const header = [FORMAT, CIPHER, keyId].join(':');

  function encrypt(plain: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, encryptionKey, iv, { authTagLength: TAG_BYTES });
    const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    const parts = [iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'));
    return [header, ...parts].join(':');
  }

  function decrypt(sealed: string): string {
    const [format, algorithm, sealedWith, iv, tag, data] = sealed.split(':');
    if (format !== FORMAT || algorithm !== CIPHER) throw new VaultError('unknown sealed format');
    if (sealedWith !== keyId) throw new VaultError('sealed with another key');
    if (!iv || !tag || data === undefined) throw new VaultError('sealed value is incomplete');
    try {
      const decipher = createDecipheriv(CIPHER, encryptionKey, Buffer.from(iv, 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      const plain = [decipher.update(Buffer.from(data, 'base64url')), decipher.final()];
      return Buffer.concat(plain).toString('utf8');
    } catch {
      throw new VaultError('sealed value was changed');
    }
  }

  function lookup(plain: string): string {
    const text = codeForm(plain);
    return `${LOOKUP}:${createHmac('sha256', lookupKey).update(text).digest('hex')}`;
  }

  function personNumber(idNumber: string): string {
    const [, digest = ''] = lookup(idNumber).split(':');
    return `P-${digest.slice(0, PERSON_DIGITS).toUpperCase()}`;
  }

  return { encrypt, decrypt, lookup, personNumber };
}
