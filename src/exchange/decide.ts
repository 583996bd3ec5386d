import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Deps } from '../deps';
import { isOver } from '../domain/disclosure';
import { canonicalJson } from '../domain/hash-chain';
import { shortened } from '../domain/normal-form';
import { toShanghaiIso } from '../domain/working-days';
import { LibraryEntry } from '../entities';
import {
  COMMON_EXCHANGE,
  type EXCHANGE_CONTENT,
  type EXCHANGED,
  type Told,
} from '../facts/catalog';
import type { ReleaseView } from '../records/releases';

/** What the table says of a version: where it goes, how, worded by which decision. */
const rowSchema = z.object({
  target: z.string().min(1),
  dataset: z.string().min(1),
  action: z.enum(['SHARE', 'WITHDRAW']),
  body: z.string().min(1),
  retry: z.string().min(1),
});
type Row = z.infer<typeof rowSchema>;

/** A version as it stands now. */
type Entry = LibraryEntry & { over: boolean };

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 3600;

interface Queued {
  entry_id: string;
  attempts: number;
}

/**
 * Decides about the next version in the queue whether and how it goes to which platform
 * (`common-exchange` of the release in force). What cannot be decided now is looked at later, and does
 * not keep the next from it.
 * @returns false where none waits
 */
export async function decideNext(
  deps: Pick<Deps, 'db' | 'releases' | 'clock' | 'log'>,
): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    const [queued]: Queued[] = await tx.query(
      `select entry_id, attempts from exchange_queue where next_at <= now()
       order by next_at, at limit 1 for update skip locked`,
    );
    if (!queued) return false;
    await tx.query('savepoint deciding');
    try {
      await decide(tx, deps, queued.entry_id);
      await tx.query('delete from exchange_queue where entry_id = $1', [queued.entry_id]);
    } catch (error) {
      await tx.query('rollback to savepoint deciding');
      deps.log.warn({ err: error, entry: queued.entry_id }, 'an exchange could not be decided');
      await tx.query(
        `update exchange_queue set attempts = attempts + 1, last_error = $2,
           next_at = now() + make_interval(secs => $3) where entry_id = $1`,
        [
          queued.entry_id,
          shortened(String(error), 500),
          Math.min(FIRST_WAIT_SECONDS * 4 ** queued.attempts, LONGEST_WAIT_SECONDS),
        ],
      );
    }
    return true;
  });
}

async function decide(
  tx: EntityManager,
  { releases, clock }: Pick<Deps, 'releases' | 'clock'>,
  entryId: string,
): Promise<void> {
  const known = await tx.findOneBy(LibraryEntry, { id: entryId });
  if (!known) return;
  const { kind, naturalKey: key } = known;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [`${kind}|${key}`]);
  const entry = await tx.findOneByOrFail(LibraryEntry, { id: entryId });
  // the version after it is in the queue, too
  if (entry.validTo) return;
  const release = await releases.current();
  if (!release.models.decisions[COMMON_EXCHANGE]) return;
  const told = { ...entry, over: isOver(entry, await clock.now()) };
  for (const row of await rowsFor(tx, release, told)) await prepare(tx, release, told, row);
}

async function rowsFor(
  tx: EntityManager,
  release: ReleaseView,
  { library, kind, naturalKey, status, marks, over, caseId }: Entry,
): Promise<Row[]> {
  const [file]: { process: string }[] = await tx.query(
    'select process_id as process from case_file where id = $1',
    [caseId],
  );
  const newest: { target: string; action: Row['action'] }[] = await tx.query(
    `select distinct on (target) target, action from exchange where kind = $1 and key = $2
     order by target, version desc`,
    [kind, naturalKey],
  );
  const shared = newest.filter(({ action }) => action === 'SHARE').map(({ target }) => target);
  const process = file?.process ?? null;
  const facts = { library, kind, status, marks, over, process, shared } satisfies Told<
    typeof EXCHANGED
  >;
  const { output } = await release.evaluate(COMMON_EXCHANGE, facts);
  return z.array(rowSchema).parse(output ?? []);
}

/** Words a version for a platform; those before it that still wait are not sent any more. */
async function prepare(
  tx: EntityManager,
  release: ReleaseView,
  entry: Entry,
  { target, dataset, action, body: decision, retry }: Row,
): Promise<void> {
  const { id, kind, naturalKey: key, version } = entry;
  const content = action === 'WITHDRAW' ? null : await contentOf(tx, release, entry, decision);
  const told = { key: `${dataset}:${kind}:${key}`, version, dataset: kind, action, content };
  const hash = createHash('sha256').update(canonicalJson(told)).digest('hex');
  await tx.query(
    `update exchange set state = 'SUPERSEDED' where state = 'WAITING'
       and target = $1 and dataset = $2 and kind = $3 and key = $4 and version < $5`,
    [target, dataset, kind, key, version],
  );
  await tx.query(
    `insert into exchange (target, dataset, kind, key, version, entry_id, action, body, hash, retry,
       state, idempotency_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'WAITING', gen_random_uuid()::text)
     on conflict do nothing`,
    [
      ...[target, dataset, kind, key, version, id, action],
      ...[JSON.stringify({ ...told, hash }), hash, retry],
    ],
  );
}

/** @throws Error where the decision says nothing of such an entry */
async function contentOf(
  tx: EntityManager,
  release: ReleaseView,
  entry: Entry,
  decision: string,
): Promise<unknown> {
  const { library, kind, naturalKey, version, status, marks, over, data, caseId } = entry;
  const instant = (at: Date | null) => at && toShanghaiIso(at);
  const [file]: { number: string }[] = await tx.query(
    'select number from case_file where id = $1',
    [caseId],
  );
  const facts = {
    ...{ library, kind, status, marks, over, key: naturalKey, version, data },
    ...{ case: { number: file?.number ?? null }, since: toShanghaiIso(entry.validFrom) },
    disclosure: { starts: instant(entry.starts), until: instant(entry.until) },
  } satisfies Told<typeof EXCHANGE_CONTENT>;
  const { output } = await release.evaluate(decision, facts);
  if (output === null || output === undefined)
    throw new Error(`${decision} says nothing of ${kind} ${naturalKey}`);
  return output;
}
