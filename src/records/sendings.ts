import type { DataSource, EntityManager } from 'typeorm';
import type { Sending } from '../domain/sending';
import { Idempotency } from '../entities';

type Named = Pick<Sending, 'kind' | 'caller' | 'key'>;

/** What a sending takes effect on. */
export type Effect = { caseId: string } | { draftId: string };

/** Thrown where the same key took effect already, before anything of this one did. */
export class TakenBefore extends Error {}

/** Did this caller send the key before, for this kind of act? */
export function isKnownSending(db: EntityManager, { kind, caller, key }: Named): Promise<boolean> {
  return db.existsBy(Idempotency, { kind, caller, key });
}

/** What was taken under the key; of one that is being taken at this moment, once that is over. */
export function findTaken(
  db: DataSource,
  { kind, caller, key }: Named,
): Promise<Idempotency | null> {
  return db.transaction(async (tx) => {
    await lock(tx, { kind, caller, key });
    return tx.findOneBy(Idempotency, { kind, caller, key });
  });
}

/**
 * Begins a transaction in which a sending takes effect: from here to its end the same waits. To be
 * called before anything else is locked. @throws TakenBefore where it took effect already
 */
export async function holdSending(tx: EntityManager, sending: Sending | undefined): Promise<void> {
  if (!sending) return;
  await lock(tx, sending);
  if (await isKnownSending(tx, sending)) throw new TakenBefore();
}

/** Keeps what a sending took effect on, in the same transaction. */
export async function keepSending(
  tx: EntityManager,
  sending: Sending | undefined,
  effect: Effect,
  at: Date,
): Promise<void> {
  if (!sending) return;
  const { kind, caller, key, contentHash } = sending;
  await tx.insert(Idempotency, { kind, caller, key, contentHash, at, ...effect });
}

/** Forgets keys that are older: the same again would be something new. */
export async function tidySendings(db: DataSource, before: Date): Promise<void> {
  await db.query('delete from idempotency where at < $1', [before]);
}

async function lock(tx: EntityManager, { kind, caller, key }: Named): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `sending|${kind}|${caller}|${key}`,
  ]);
}
