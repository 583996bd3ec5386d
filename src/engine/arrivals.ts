import { Client } from 'pg';
import type { Logger } from 'pino';

/** Tells when something new is in the database, so that nobody has to look again and again. */
export interface Arrivals {
  /**
   * Resolves at the next word on a channel (PostgreSQL `notify`), at the latest after `withinMs`: a
   * word can be missed while the connection is down, so whoever waits looks for itself.
   */
  next(channel: string, withinMs: number): Promise<void>;
  close(): Promise<void>;
}

const AGAIN_AFTER_MS = 500;

/**
 * Listens on a connection of its own, which is made again when it breaks.
 * @param url PostgreSQL address
 */
export function listen(url: string, channels: string[], log: Logger): Arrivals {
  const waiting = new Map<string, Set<() => void>>();
  let client: Client | undefined;
  let closed = false;

  const wake = (channel: string) => {
    const all = waiting.get(channel);
    waiting.delete(channel);
    for (const done of all ?? []) done();
  };
  const lost = (gone: Client, error?: Error) => {
    // an earlier connection may end after its successor was made
    if (closed || client !== gone) return;
    if (error) log.warn({ err: error }, 'notifications of the database are interrupted');
    client = undefined;
    setTimeout(connect, AGAIN_AFTER_MS).unref();
  };
  function connect(): void {
    if (closed) return;
    const next = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client = next;
    // who only listens may end; the types of pg leave `unref` out
    (next as Client & { unref(): void }).unref();
    next.on('error', (error) => lost(next, error)).on('end', () => lost(next));
    next.on('notification', ({ channel }) => wake(channel));
    next
      .connect()
      .then(() => next.query(channels.map((channel) => `listen ${channel}`).join(';')))
      // what came while nobody listened
      .then(() => channels.forEach(wake))
      .catch((error) => {
        lost(next, error);
        next.end().catch(() => undefined);
      });
  }
  connect();

  return {
    next(channel, withinMs) {
      return new Promise((resolve) => {
        const all = waiting.get(channel) ?? new Set();
        waiting.set(channel, all);
        const done = () => {
          clearTimeout(timer);
          all.delete(done);
          resolve();
        };
        const timer = setTimeout(done, withinMs);
        all.add(done);
      });
    },
    async close() {
      closed = true;
      for (const channel of [...waiting.keys()]) wake(channel);
      await client?.end().catch(() => undefined);
    },
  };
}
