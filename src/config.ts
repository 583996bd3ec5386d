import { z } from 'zod';

const base64Key = z
  .string()
  .refine((v) => Buffer.from(v, 'base64').length === 32, 'must be 32 bytes in base64');

const schema = z.object({
  HOST: z.string().default('127.0.0.1').describe('address the API listens on'),
  PORT: z.coerce.number().int().min(1).max(65535).describe('port of the API'),
  PUBLIC_URL: z.url().describe('address people reach the API under'),
  DATABASE_URL: z.string().startsWith('postgres').describe('the record'),
  DATABASE_OWNER_URL: z
    .string()
    .startsWith('postgres')
    .optional()
    .describe('the record as the owner of its tables: for setup only, the app must not have it'),
  ZEEBE_GRPC_ADDRESS: z.string().startsWith('grpc').describe('engine, gRPC'),
  ZEEBE_REST_ADDRESS: z.url().describe('engine, REST (without /v2)'),
  ENGINE_CLIENT_ID: z
    .string()
    .default('')
    .describe('the client of the realm for an engine that asks who is calling; empty: it does not'),
  ENGINE_CLIENT_SECRET: z.string().default(''),
  TASKLIST_URL: z.url().describe('where the guard finds Tasklist; people reach it at PUBLIC_URL'),
  KEYCLOAK_URL: z.url(),
  KEYCLOAK_REALM: z.string().min(1),
  KEYCLOAK_WEB_CLIENT_ID: z.string().min(1),
  KEYCLOAK_WEB_CLIENT_SECRET: z.string().min(1),
  KEYCLOAK_SERVICE_CLIENT_ID: z.string().min(1),
  KEYCLOAK_SERVICE_CLIENT_SECRET: z.string().min(1),
  KEYCLOAK_GUARD_CLIENT_ID: z.string().min(1).describe('the client that reads Tasklist'),
  KEYCLOAK_GUARD_CLIENT_SECRET: z.string().min(1),
  KEYCLOAK_AUDIENCE: z.string().default('zhujian-api').describe('audience a token must carry'),
  RIGHTS_FRESH_SECONDS: z.coerce
    .number()
    .min(0)
    .max(5)
    .default(5)
    .describe(
      'how old what Keycloak said of a person may be; a change that it tells counts sooner',
    ),
  SESSION_SECRET: z.string().min(16),
  PII_ENCRYPTION_KEY: base64Key,
  PII_LOOKUP_KEY: base64Key,
  GATE_SIGNING_KEY: base64Key.describe(
    'the private key (Ed25519) that answers of gates are signed with',
  ),
  GATE_FORMER_KEYS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(base64Key))
    .describe('public keys by which answers of before are still held'),
  GATE_QUESTIONS_A_MINUTE: z.coerce
    .number()
    .int()
    .positive()
    .default(120_000)
    .describe('questions to gates a minute from one address'),
  ATTACHMENTS_DIR: z.string().min(1),
  ATTACHMENT_MAX_MB: z.coerce.number().positive().default(20).describe('largest attachment, MB'),
  ATTACHMENT_REQUEST_MAX_MB: z.coerce
    .number()
    .positive()
    .default(100)
    .describe('all files of one request together, MB'),
  ATTACHMENT_MAX_MEGAPIXELS: z.coerce
    .number()
    .positive()
    .default(60)
    .describe('largest picture, width × height in millions'),
  ATTACHMENT_CHECK_SECONDS: z.coerce
    .number()
    .positive()
    .default(10)
    .describe('how long it may take to see whether a file is whole'),
  ATTACHMENT_UNBOUND_HOURS: z.coerce
    .number()
    .positive()
    .default(24)
    .describe('after that an attachment of no case and no draft is removed'),
  ATTACHMENT_UNBOUND_FILES: z.coerce
    .number()
    .int()
    .positive()
    // the files of a spreadsheet of 500 rows
    .default(1200)
    .describe('attachments of no case that a person may have'),
  ATTACHMENT_UNBOUND_MB: z.coerce.number().positive().default(1000).describe('and their size, MB'),
  ATTACHMENT_UNBOUND_FILES_ORGANISATION: z.coerce
    .number()
    .int()
    .positive()
    .default(3000)
    .describe('attachments of no case that an organisation may have'),
  ATTACHMENT_UNBOUND_MB_ORGANISATION: z.coerce
    .number()
    .positive()
    .default(3000)
    .describe('and their size, MB'),
  MALWARE_SCANNER_URL: z
    .string()
    .regex(/^$|^tcp:\/\/[^/:]+:\d+$|^unix:(\/\/)?\/.+$/, 'tcp://<host>:<port> or unix:<path>')
    .default('')
    .describe('clamd that looks at every attachment; empty: nothing is scanned'),
  MALWARE_SCANNER_SECONDS: z.coerce
    .number()
    .positive()
    .default(30)
    .describe('how long the scanner may take for a file'),
  AUDIT_ANCHOR_DIR: z
    .string()
    .min(1)
    .describe('where the heads of the audit chains are anchored, outside of the database'),
  AUDIT_ANCHOR_MINUTES: z.coerce.number().positive().default(5).describe('between two anchors'),
  CLOCK_CONTROLLED: z.stringbool().default(false).describe('tests and demo may set the clock'),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(0)
    .describe('proxies in front of the API whose X-Forwarded-For counts'),
  PUBLIC_SUBMISSIONS_PER_HOUR: z.coerce
    .number()
    .int()
    .positive()
    .default(20)
    .describe('tries to submit without log-in from one address'),
  PUBLIC_READS_PER_MINUTE: z.coerce
    .number()
    .int()
    .positive()
    .default(120)
    .describe('look-ups without log-in as JSON from one address'),
  JUDGED_AT_ONCE: z.coerce
    .number()
    .int()
    .positive()
    .default(2)
    .describe('submissions and acts of one person that are judged at a time'),
  JUDGED_WAITING: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(30)
    .describe('submissions and acts of one person that may wait for that'),
  EVALUATION_TIMEOUT_SECONDS: z.coerce
    .number()
    .positive()
    .default(20)
    .describe('how long the engine may take to evaluate a decision'),
  PUBLIC_UPLOAD_MB_PER_HOUR: z.coerce
    .number()
    .positive()
    .default(200)
    .describe('files that come without log-in from one address, MB'),
  LOG_LEVEL: z.string().default('info'),
  SHUTDOWN_SECONDS: z.coerce.number().positive().default(20).describe('drain time on SIGTERM'),
  WORKER_MAX_JOBS: z.coerce
    .number()
    .int()
    .positive()
    .default(32)
    .describe('jobs a worker takes at a time'),
  JOB_TIMEOUT_SECONDS: z.coerce
    .number()
    .positive()
    .default(60)
    .describe('after that a job is offered again'),
  JOB_BACK_OFF_SECONDS: z.coerce
    .number()
    .positive()
    .default(1)
    .describe('before a failed job is tried again; four times as long each time'),
  FEED_RETENTION_DAYS: z.coerce
    .number()
    .positive()
    .default(30)
    .describe('how long after the end of a case it is kept what it waited for'),
  JUDGEMENT_RETENTION_DAYS: z.coerce
    .number()
    .positive()
    .default(1095)
    .describe('how long the facts are kept by which submissions, acts and rule tasks were judged'),
  JUDGEMENT_REFUSED_DAYS: z.coerce
    .number()
    .positive()
    .default(90)
    .describe('and those of what was refused'),
  IDEMPOTENCY_KEY_DAYS: z.coerce
    .number()
    .positive()
    .default(7)
    .describe('how long the same again under the same key (Idempotency-Key) gets the first answer'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'server that sends e-mail, smtp:// or smtps:// with user and password; none: no e-mail',
    ),
  MAIL_FROM: z
    .string()
    .min(3)
    .default('zhujian-flow <noreply@example.invalid>')
    .describe('sender of e-mails'),
  PLATFORM_TIMEOUT_SECONDS: z.coerce
    .number()
    .positive()
    .default(10)
    .describe('how long an outside platform may take to answer'),
  LOOKUP_TIMEOUT_SECONDS: z.coerce
    .number()
    .positive()
    .default(5)
    .describe('how long one may take that is asked about a number while somebody waits'),
  LOOKUP_REMEMBER_SECONDS: z.coerce
    .number()
    .nonnegative()
    .default(30)
    .describe('how long what it said is not asked again; 0: asked for each submission'),
});

const httpUrl = z.url({ protocol: /^https?$/ });

const platform = z.object({
  url: httpUrl,
  token: z.string().min(1).optional(),
});

/** Outside platforms by name: `PLATFORM_<NAME>_URL`, `PLATFORM_<NAME>_TOKEN`. */
const platforms = z.record(z.string(), platform);

/**
 * Platforms that are asked about numbers: `LOOKUP_<NAME>_URL`, `LOOKUP_<NAME>_TOKEN`; with
 * `LOOKUP_<NAME>_KEYS`, the address of its keys (JWKS), it answers signed statements.
 */
const lookups = z.record(z.string(), platform.extend({ keys: httpUrl.optional() }));

/** What is read from the environment by its names. */
const outside = { PLATFORMS: platforms, LOOKUPS: lookups };

/** Settings of the API and the workers, read once from the environment. */
export type Config = Readonly<
  z.infer<typeof schema> & {
    PLATFORMS: z.infer<typeof platforms>;
    LOOKUPS: z.infer<typeof lookups>;
  }
>;

/**
 * Reads the configuration.
 * @param env environment, by default that of the process
 * @returns frozen, typed settings
 * @throws Error listing every problem at once
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = schema
    .extend(outside)
    .safeParse({ ...env, PLATFORMS: named(env, 'PLATFORM'), LOOKUPS: named(env, 'LOOKUP') });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
    throw new Error(`configuration is incomplete:\n${problems.join('\n')}`);
  }
  return Object.freeze(parsed.data);
}

/** Settings of a kind, by the names in them. */
function named(env: NodeJS.ProcessEnv, kind: string): Record<string, Record<string, string>> {
  const settings = new RegExp(`^${kind}_([A-Z][A-Z0-9_]*)_(URL|TOKEN|KEYS)$`);
  const found: Record<string, Record<string, string>> = {};
  for (const [setting, value] of Object.entries(env)) {
    const [, name, what] = settings.exec(setting) ?? [];
    if (name && what && value) found[name] = { ...found[name], [what.toLowerCase()]: value };
  }
  return found;
}
