import { z } from 'zod';
import type { Deps } from '../deps';
import { shortened } from '../domain/normal-form';
import type { EXCHANGE_RETRY, Told } from '../facts/catalog';
import { type Answer, platformOf, sendOut } from '../outside/platform';
import { settleExchange } from '../records/exchange';

interface Claimed {
  id: string;
  target: string;
  body: unknown;
  retry: string;
  attempts: number;
  idempotency_key: string;
}

/** What the table of tries says. */
const waitSchema = z.object({ again: z.boolean(), waitSeconds: z.number().nullish() });

type Sender = Pick<Deps, 'db' | 'config' | 'releases' | 'log'>;

/**
 * Sends what is next to a platform that the settings know. It is claimed for the time that an answer may
 * take, so that nothing is held meanwhile; after a crash it is sent again under the same key.
 * @returns false where nothing is to be sent now
 */
export async function sendNext(deps: Sender): Promise<boolean> {
  const { config, db } = deps;
  const leaseSeconds = config.PLATFORM_TIMEOUT_SECONDS * 3;
  const [rows]: [Claimed[]] = await db.query(
    `update exchange set attempts = attempts + 1, sent_at = now(),
       next_at = now() + make_interval(secs => $1)
     where id = (select id from exchange where state = 'WAITING' and next_at <= now()
       and target = any($2) order by next_at limit 1 for update skip locked)
     returning id, target, body, retry, attempts, idempotency_key`,
    [leaseSeconds, Object.keys(config.PLATFORMS)],
  );
  const [row] = rows;
  if (!row) return false;
  const answer = await sendOut(
    platformOf(config, row.target),
    { idempotencyKey: row.idempotency_key, body: row.body, requestId: `exchange-${row.id}` },
    config.PLATFORM_TIMEOUT_SECONDS * 1000,
  );
  if ('acknowledgement' in answer)
    await settleExchange(db, row.idempotency_key, answer.acknowledgement);
  else await postpone(deps, row, answer);
  return true;
}

/** Later again, as the table says; after the last try it has failed, and people have to look at it. */
async function postpone(
  { db, releases }: Sender,
  row: Claimed,
  { problem, detail }: Exclude<Answer, { acknowledgement: unknown }>,
): Promise<void> {
  const facts = { attempts: row.attempts } satisfies Told<typeof EXCHANGE_RETRY>;
  const { output } = await (await releases.current()).evaluate(row.retry, facts);
  const { again, waitSeconds } = waitSchema.parse(output);
  await db.query(
    `update exchange set last_error = $2, state = case when $3 then state else 'FAILED' end,
       settled_at = case when $3 then null else now() end,
       next_at = now() + make_interval(secs => $4)
     where idempotency_key = $1 and state = 'WAITING'`,
    [row.idempotency_key, shortened(`${problem}: ${detail}`, 500), again, waitSeconds ?? 0],
  );
}
