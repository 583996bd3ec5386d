import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { DataSource, EntityManager } from 'typeorm';
import { shortened } from '../domain/normal-form';
import type { Arrivals, Engine } from '../engine';

/** Puts a message for the engine into the caller's transaction. */
export async function enqueue(
  db: EntityManager,
  entry: {
    message: string;
    correlationKey: string;
    variables: Record<string, unknown>;
    now: Date;
    /** for somebody who waits for it about now, or not at all */
    ttlSeconds?: number;
  },
): Promise<void> {
  await db.query(
    `insert into outbox (id, message, correlation_key, variables, created_at, ttl_seconds)
     values ($1,$2,$3,$4,$5,$6)`,
    [
      randomUUID(),
      entry.message,
      entry.correlationKey,
      JSON.stringify(entry.variables),
      entry.now,
      entry.ttlSeconds ?? null,
    ],
  );
  // heard when the transaction commits
  await db.query("select pg_notify('outbox', '')");
}

interface Unsent {
  id: string;
  message: string;
  correlation_key: string;
  variables: Record<string, unknown>;
  ttl_seconds: number | null;
}

/**
 * Hands waiting messages to the engine, oldest first, each under its own id: a crash at any point
 * neither loses nor doubles one.
 * @returns how many went out
 */
export async function relayOutbox(db: DataSource, engine: Engine): Promise<number> {
  return db.transaction(async (tx) => {
    const rows: Unsent[] = await tx.query(
      `select id, message, correlation_key, variables, ttl_seconds from outbox where sent_at is null
       order by created_at limit 50 for update skip locked`,
    );
    const results = await Promise.allSettled(
      rows.map((row) =>
        engine.publish({
          name: row.message,
          correlationKey: row.correlation_key,
          id: row.id,
          variables: row.variables,
          ...(row.ttl_seconds === null ? {} : { ttlMs: row.ttl_seconds * 1000 }),
        }),
      ),
    );
    let sent = 0;
    for (const [i, result] of results.entries()) {
      const id = rows[i]?.id;
      if (result.status === 'fulfilled') {
        await tx.query('update outbox set sent_at = now(), attempts = attempts + 1 where id = $1', [
          id,
        ]);
        sent += 1;
      } else {
        await tx.query('update outbox set attempts = attempts + 1, last_error = $2 where id = $1', [
          id,
          shortened(String(result.reason), 500),
        ]);
      }
    }
    return sent;
  });
}

/** Nothing is missed without a word: what another process could not send is looked for as often. */
const IDLE_MS = 2000;
const TROUBLE_MS = 2000;

/** Relays for ever, as soon as there is something; `stop` ends it after the round under way. */
export function startRelay(
  db: DataSource,
  engine: Engine,
  arrivals: Arrivals,
  log: Logger,
): { stop(): Promise<void> } {
  let running = true;
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const loop = (async () => {
    while (running) {
      try {
        const heard = arrivals.next('outbox', IDLE_MS);
        const sent = await relayOutbox(db, engine);
        if (sent === 0) await heard;
      } catch (error) {
        log.warn({ err: error }, 'outbox relay could not run, trying again');
        await sleep(TROUBLE_MS);
      }
    }
  })();
  return {
    async stop() {
      running = false;
      await loop;
    },
  };
}
