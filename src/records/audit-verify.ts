import type { DataSource, EntityManager } from 'typeorm';
import {
  type ChainResult,
  type ChainWalk,
  type Head,
  type Link,
  type StoredEvent,
  storedHash,
  verifyLinks,
  walkChain,
} from '../domain/hash-chain';
import { rowsOf } from './rows';

/** What a check of a chain found; `id` is the row that does not fit (null: it is gone). */
export type ChainCheck = { chain: string } & ChainResult;

/** An event with the head of its chain; without an event where only the head is left. */
type Row = StoredEvent & {
  hash: string | null;
  head_seq: number | null;
  head_hash: string | null;
};

/** An event as stored, each column as text (`StoredEvent`). */
const STORED = `e.format::text, e.prev_hash, e.id::text, e.chain, e.seq::text, e.tx::text,
  extract(epoch from e.at)::text as at, e.actor, e.actor_name, e.organisation, e.action, e.entity,
  e.detail::text, e.request_id, e.hash, h.seq as head_seq, h.hash as head_hash`;

/** Checks one chain against its hashes and its head. */
export async function verifyChain(
  db: DataSource | EntityManager,
  chain: string,
): Promise<ChainCheck> {
  // One statement sees one moment: between two, an event more would look like one that is gone.
  const rows: Row[] = await db.query(
    `select ${STORED}
     from (select * from audit_event where chain = $1) e
     full join (select * from audit_head where chain = $1) h on h.chain = e.chain
     order by e.seq`,
    [chain],
  );
  const links = rows.filter(({ id }) => id !== null).map(linkOf);
  return { chain, ...verifyLinks(links, headOf(rows[0])) };
}

/**
 * Checks every chain, in one pass over all events; also those of which only the head is left.
 * @param tx a transaction of the level REPEATABLE READ: an event more would look like a fault
 */
export async function* verifyChains(tx: EntityManager): AsyncGenerator<ChainCheck> {
  const query = `select ${STORED} from audit_event e left join audit_head h on h.chain = e.chain
    order by e.chain, e.seq, e.id`;
  let current: { chain: string; walk: ChainWalk; head: Head } | undefined;
  for await (const rows of rowsOf<Row>(tx, query)) {
    for (const row of rows) {
      const chain = String(row.chain);
      if (current?.chain !== chain) {
        if (current) yield { chain: current.chain, ...current.walk.end(current.head) };
        current = { chain, walk: walkChain(), head: headOf(row) };
      }
      current.walk.step(linkOf(row));
    }
  }
  if (current) yield { chain: current.chain, ...current.walk.end(current.head) };
  const empty = `select chain, seq, hash from audit_head h
    where not exists (select 1 from audit_event e where e.chain = h.chain)`;
  for await (const heads of rowsOf<{ chain: string } & NonNullable<Head>>(tx, empty))
    for (const { chain, ...head } of heads) yield { chain, ...verifyLinks([], head) };
}

/** Checks every chain, see `verifyChains`. */
export function verifyAllChains(db: DataSource): Promise<ChainCheck[]> {
  return db.transaction('REPEATABLE READ', async (tx) => {
    const checks: ChainCheck[] = [];
    for await (const check of verifyChains(tx)) checks.push(check);
    return checks;
  });
}

function linkOf({ hash, head_seq: _seq, head_hash: _hash, ...event }: Row): Link {
  return {
    id: event.id ?? '',
    seq: Number(event.seq),
    prevHash: event.prev_hash ?? '',
    hash: hash ?? '',
    sound: hash !== null && storedHash(event) === hash,
  };
}

function headOf(row: Row | undefined): Head {
  if (!row || row.head_seq === null || row.head_hash === null) return null;
  return { seq: row.head_seq, hash: row.head_hash };
}
