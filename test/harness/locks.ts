import { sql } from './cases';
import { waitFor } from './client';
import { connected, ownerUrl } from './database';

/**
 * Holds a table so that others can read but not write it, while `inside` runs: stops API and workers
 * at a known point inside their transaction.
 */
export async function holdingTable<T>(table: string, inside: () => Promise<T>): Promise<T> {
  return connected(ownerUrl(), async (client) => {
    await client.query(`begin; lock table ${table} in exclusive mode`);
    const result = await inside();
    // the database may have been killed meanwhile
    await client.query('commit').catch(() => undefined);
    return result;
  });
}

/** Waits until so many transactions stand before a held table. */
export function waitBlocked(statement: string, atLeast = 1, timeoutMs?: number): Promise<unknown> {
  return waitFor(
    `${atLeast} blocked: ${statement}`,
    async () => {
      const rows = await sql(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike $1`,
        [`%${statement}%`],
      );
      return rows.length >= atLeast;
    },
    timeoutMs,
  );
}
