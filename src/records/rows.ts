import type { EntityManager } from 'typeorm';

const AT_ONCE = 5000;
let cursors = 0;

/**
 * The rows of a query, however many, a few thousand in memory at a time.
 * @param tx a transaction: the cursor lives in it
 * @param query without parameters
 */
export async function* rowsOf<T>(tx: EntityManager, query: string): AsyncGenerator<T[]> {
  cursors += 1;
  const cursor = `rows_${cursors}`;
  await tx.query(`declare ${cursor} no scroll cursor for ${query}`);
  for (;;) {
    const rows: T[] = await tx.query(`fetch ${AT_ONCE} from ${cursor}`);
    yield rows;
    if (rows.length < AT_ONCE) break;
  }
  await tx.query(`close ${cursor}`);
}
