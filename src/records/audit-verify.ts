import type { DataSource, EntityManager } from 'typeorm';
import { verifyChain as verify } from '../domain/hash-chain';
import { type AuditRow, toChainEvent } from './audit';

/** What a check of a chain found; `id` is the row that does not fit (null: it is gone). */
export type ChainCheck = { chain: string } & ReturnType<typeof verify>;

/** An event with the head of its chain; without an event where only the head is left. */
type Row = AuditRow & { prev_hash: string; hash: string } & {
  head_seq: number | null;
  head_hash: string | null;
};

/** Checks one chain against its hashes and its head. */
export async function verifyChain(
  db: DataSource | EntityManager,
  chain: string,
): Promise<ChainCheck> {
  // One statement sees one moment: between two, an event more would look like one that is gone.
  const rows: Row[] = await db.query(
    `select e.*, h.seq as head_seq, h.hash as head_hash
     from (select * from audit_event where chain = $1) e
     full join (select * from audit_head where chain = $1) h on h.chain = e.chain
     order by e.seq`,
    [chain],
  );
  const events = rows
    .filter(({ id }) => id !== null)
    .map((row) => ({ ...toChainEvent(row), prevHash: row.prev_hash, hash: row.hash }));
  const [{ head_seq: seq = null, head_hash: hash = null } = {}] = rows;
  const head = seq === null || hash === null ? undefined : { seq, hash };
  return { chain, ...verify(events, head) };
}

/** Checks every chain; also those of which only the head is left. */
export async function verifyAllChains(db: DataSource): Promise<ChainCheck[]> {
  const chains: { chain: string }[] = await db.query(
    'select chain from audit_head union select distinct chain from audit_event order by chain',
  );
  const checks: ChainCheck[] = [];
  for (const { chain } of chains) checks.push(await verifyChain(db, chain));
  return checks;
}
