import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Without the letters and digits that are easily taken for one another: people type this one.
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

const word = (length: number) =>
  Array.from({ length }, () => READABLE[randomInt(READABLE.length)]).join('');
const secret = () => randomBytes(24).toString('base64url');
const key = () => randomBytes(32).toString('base64');

const MAKERS = {
  postgresPassword: secret,
  zhujianDatabasePassword: secret,
  zhujianOwnerPassword: secret,
  keycloakDatabasePassword: secret,
  feedDatabasePassword: secret,
  keycloakAdminPassword: secret,
  tasklistClientSecret: secret,
  operateClientSecret: secret,
  webClientSecret: secret,
  serviceClientSecret: secret,
  guardClientSecret: secret,
  engineClientSecret: secret,
  permitSystemOneSecret: secret,
  permitSystemTwoSecret: secret,
  permitSystemThreeSecret: secret,
  qualificationSystemSecret: secret,
  biddingSupervisionSecret: secret,
  sharingPlatformSecret: secret,
  dataImporterSecret: secret,
  platformNationalSecret: secret,
  platformMinistrySecret: secret,
  platformToken: secret,
  sessionSecret: () => randomBytes(32).toString('base64url'),
  piiEncryptionKey: key,
  piiLookupKey: key,
  gateSigningKey: key,
  // Capital, small letters, digit and sign: passes the realm's password policy.
  demoPassword: () => `Zj-${word(4)}-${word(4)}-${randomInt(10, 99)}`,
} as const;

export type Secrets = Record<keyof typeof MAKERS, string>;

/** The secrets of this installation, made at the first start and kept; new kinds are added. */
export function loadSecrets(stateDir: string): Secrets {
  const file = join(stateDir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const names = Object.keys(MAKERS) as (keyof Secrets)[];
  const all = Object.fromEntries(names.map((n) => [n, kept[n] ?? MAKERS[n]()])) as Secrets;
  if (names.some((name) => kept[name] === undefined)) {
    mkdirSync(stateDir, { recursive: true });
    writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  }
  return all;
}
