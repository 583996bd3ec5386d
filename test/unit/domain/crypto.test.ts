import { randomBytes } from 'node:crypto';
import { createVault, VaultError } from '../../../src/domain/crypto';

const keys = { encryptionKey: Buffer.alloc(32, 1), lookupKey: Buffer.alloc(32, 2) };
const vault = createVault(keys);
const ID_NUMBER = '33010619850615002X';

describe('encryption at rest', () => {
  test.each([ID_NUMBER, '', '张三 🏗️', 'x'.repeat(10_000)])('gives the text again', (plain) => {
    expect(vault.decrypt(vault.encrypt(plain))).toBe(plain);
  });

  test('names format and algorithm, and never gives the same value twice', () => {
    const sealed = vault.encrypt(ID_NUMBER);
    expect(sealed).toMatch(/^zf1:aes-256-gcm:[0-9a-f]{8}:[\w-]{16}:[\w-]{22}:[\w-]+$/);
    expect(sealed).not.toContain(ID_NUMBER);
    expect(vault.encrypt(ID_NUMBER)).not.toBe(sealed);
  });

  test.each([3, 4, 5])('refuses a value whose part %i was changed', (part) => {
    const parts = vault.encrypt(ID_NUMBER).split(':');
    const bytes = Buffer.from(parts[part] ?? '', 'base64url');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    parts[part] = bytes.toString('base64url');
    expect(() => vault.decrypt(parts.join(':'))).toThrow(
      new VaultError('sealed value was changed'),
    );
  });

  test('refuses a shortened tag', () => {
    const parts = vault.encrypt(ID_NUMBER).split(':');
    parts[4] = (parts[4] ?? '').slice(0, 6);
    expect(() => vault.decrypt(parts.join(':'))).toThrow(VaultError);
  });

  test('refuses another key, another algorithm and what is not sealed', () => {
    const other = createVault({ ...keys, encryptionKey: randomBytes(32) });
    const sealed = vault.encrypt(ID_NUMBER);
    expect(() => other.decrypt(sealed)).toThrow('another key');
    expect(() => vault.decrypt(sealed.replace('aes-256-gcm', 'sm4-gcm'))).toThrow('unknown');
    expect(() => vault.decrypt(sealed.split(':').slice(0, 4).join(':'))).toThrow('incomplete');
    expect(() => vault.decrypt(ID_NUMBER)).toThrow('unknown');
  });

  test('refuses keys that are too short or the same', () => {
    expect(() => createVault({ ...keys, lookupKey: randomBytes(16) })).toThrow('32 bytes');
    expect(() => createVault({ ...keys, lookupKey: keys.encryptionKey })).toThrow('the same');
  });
});

describe('lookup hash', () => {
  test('is the same for the same number, however typed', () => {
    expect(vault.lookup(ID_NUMBER)).toMatch(/^hmac-sha-256:[0-9a-f]{64}$/);
    expect(vault.lookup(' 33010619850615002x ')).toBe(vault.lookup(ID_NUMBER));
  });

  test('differs for another number and another key', () => {
    const other = createVault({ ...keys, lookupKey: randomBytes(32) });
    expect(vault.lookup('330106198506150011')).not.toBe(vault.lookup(ID_NUMBER));
    expect(other.lookup(ID_NUMBER)).not.toBe(vault.lookup(ID_NUMBER));
  });
});

test('a person has one number, however the ID number is written, and it tells nothing of it', () => {
  const number = vault.personNumber('33078218880101001X');
  expect(number).toMatch(/^P-[0-9A-F]{20}$/);
  expect(vault.personNumber(' 33078218880101001x')).toBe(number);
  expect(vault.personNumber('330782188801010011')).not.toBe(number);
  const other = createVault({ ...keys, lookupKey: randomBytes(32) });
  expect(other.personNumber('33078218880101001X')).not.toBe(number);
});
