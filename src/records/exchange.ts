import type { DataSource, EntityManager } from 'typeorm';
import { cursorsOf } from '../domain/cursor';
import type { Acknowledgement } from '../outside/acknowledgement';
import { type Actor, appendAudit } from './audit';
import { instantText } from './paging';

/** Where a version of an entry is on its way: waits, is with the platform, or failed; a newer one came. */
export type ExchangeState = 'WAITING' | 'UPLOADED' | 'FAILED' | 'SUPERSEDED';
/** Nobody decided about it yet. */
export const EXCHANGE_STATES = ['WAITING', 'UPLOADED', 'FAILED', 'SUPERSEDED'] as const;

/** Puts a new version of an entry into the caller's transaction: whether it goes anywhere is decided later. */
export async function queueForExchange(tx: EntityManager, entryId: string): Promise<void> {
  await tx.query('insert into exchange_queue (entry_id) values ($1)', [entryId]);
  // heard when the transaction commits
  await tx.query("select pg_notify('exchange', '')");
}

/** A version on its way to a platform. */
export interface ExchangeRow {
  id: string;
  target: string;
  kind: string;
  key: string;
  version: number;
  action: 'SHARE' | 'WITHDRAW';
  state: ExchangeState;
  attempts: number;
  receipt: string | null;
  reason: string | null;
  problem: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** Where the list of what is exchanged goes on. */
export const exchangeCursors = cursorsOf('exchange', 'instant', 'text');

/** What goes and went to other platforms, newest first; with how many versions nobody decided about yet. */
export async function exchangeList(
  db: EntityManager,
  page: {
    limit: number;
    after?: string[] | undefined;
    state?: string | undefined;
    target?: string | undefined;
  },
): Promise<{ total: number; undecided: number; rows: ExchangeRow[]; next: string | null }> {
  const where = '($1::text is null or state = $1) and ($2::text is null or target = $2)';
  const filter = [page.state ?? null, page.target ?? null];
  const [at = null, id = null] = page.after ?? [];
  const [count]: { n: number; undecided: number }[] = await db.query(
    `select count(*)::int as n, (select count(*)::int from exchange_queue) as undecided
     from exchange where ${where}`,
    filter,
  );
  const rows: (ExchangeRow & { at: string })[] = await db.query(
    `select id, target, kind, key, version, action, state, attempts, receipt, reason,
       last_error as problem, created_at as "createdAt", sent_at as "sentAt",
       ${instantText('created_at')} as at
     from exchange where ${where} and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
     order by created_at desc, id desc limit $5`,
    [...filter, at, id, page.limit + 1],
  );
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    ...{ total: count?.n ?? 0, undecided: count?.undecided ?? 0 },
    rows: shown.map(({ at: _, ...row }) => row),
    next: last ? exchangeCursors.write([last.at, last.id]) : null,
  };
}

/** A question asked once more is another one: the platform answers it anew. */
export const AGAIN = `state = 'WAITING', round = round + 1, attempts = 0, next_at = now(),
  idempotency_key = exchange.id::text || '-' || (round + 1), receipt = null, reason = null, last_error = null,
  settled_at = null`;

/**
 * Sends again what failed: all of it, or these, of a platform or of any.
 * @returns how many wait now
 */
export async function sendFailedAgain(
  db: DataSource,
  wanted: { ids?: string[] | undefined; target?: string | undefined },
  by: { actor: Actor; at: Date; requestId: string },
): Promise<number> {
  return db.transaction(async (tx) => {
    const [rows]: [{ id: string }[]] = await tx.query(
      `update exchange set ${AGAIN} where state = 'FAILED'
         and ($1::uuid[] is null or id = any($1)) and ($2::text is null or target = $2) returning id`,
      [wanted.ids ?? null, wanted.target ?? null],
    );
    await tx.query('update exchange_queue set next_at = now()');
    await appendAudit(tx, {
      ...{ caseId: null, action: 'exchange.retried', entity: 'exchange', ...by },
      detail: { target: wanted.target ?? null, count: rows.length },
    });
    await tx.query("select pg_notify('exchange', '')");
    return rows.length;
  });
}

/** Whose an exchange is: the platform that it was sent to under this key. */
export async function exchangeTarget(db: DataSource, key: string): Promise<string | undefined> {
  const [row]: { target: string }[] = await db.query(
    'select target from exchange where idempotency_key = $1',
    [key],
  );
  return row?.target;
}

/**
 * Writes what a platform said of what it was sent under this key; the first word counts.
 * @returns false where the same was said before, null where it contradicts what was said before
 */
export async function settleExchange(
  db: DataSource,
  key: string,
  { accepted, receipt, reason }: Acknowledgement,
): Promise<boolean | null> {
  const state = accepted ? 'UPLOADED' : 'FAILED';
  const [changed]: [unknown[]] = await db.query(
    `update exchange set state = $2, receipt = $3, reason = $4, last_error = null, settled_at = now()
     where idempotency_key = $1 and state = 'WAITING' returning id`,
    [key, state, receipt ?? null, reason ?? null],
  );
  if (changed.length > 0) return true;
  const [row]: { state: ExchangeState }[] = await db.query(
    'select state from exchange where idempotency_key = $1',
    [key],
  );
  return row?.state === state || row?.state === 'SUPERSEDED' ? false : null;
}
