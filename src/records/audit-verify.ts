import type { DataSource, EntityManager } from 'typeorm';
import { verifyChain as verify } from '../domain/hash-chain';
import { type AuditRow, toChainEvent } from './audit';

/** What a check of a chain found; `id` is the row that does not fit (null: it is gone). */
export type ChainCheck = { chain: string } & ReturnType<typeof verify>;

/** Checks one chain against its hashes and its head. */
export async function verifyChain(
  db: DataSource | EntityManager,
  chain: string,
): Promise<ChainCheck> {
  const rows: (AuditRow & { prev_hash: string; hash: string })[] = await db.query(
    'select * from audit_event where chain = $1 order by seq',
    [chain],
  );
  const [head]: { seq: number; hash: string }[] = await db.query(
    'select seq, hash from audit_head where chain = $1',
    [chain],
  );
  const events = rows.map((row) => {
    return { ...toChainEvent(row), prevHash: row.prev_hash, hash: row.hash };
  });
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
