import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { hasBegun, isOver } from '../domain/disclosure';
import { queryGrams } from '../domain/grams';
import { CaseFile, Publicity, type PublicityState, type PublicLine } from '../entities';
import { patterns, publicSearch } from './search';

type Db = DataSource | EntityManager;

/** The two lists that everyone can read. */
export type PublicList = 'running' | 'stored';

/** A line of such a list. */
export interface PublicRow {
  id: string;
  number: string;
  title: string;
  subject: string | null;
  authority: string;
  state: PublicityState;
  starts: Date;
  /** null: without an end */
  ends: Date | null;
  storedAt: Date | null;
}

/** Where a page of a list goes on: after this line. */
export interface PublicCursor {
  at: Date;
  id: string;
}

/** An entry of a library. */
export interface RecordName {
  kind: string;
  key: string;
}

const recordName = ({ kind, key }: RecordName) => `${kind}:${key}`;

/** What a process publishes. */
export interface Notice {
  subject?: string | undefined;
  title: string;
  authority: string;
  content: PublicLine[];
  starts: Date;
  /** null: without an end */
  ends: Date | null;
  /** the first instant at which nobody sees it any more; unset: without an end */
  until?: Date | undefined;
  /** the entry that it shows; unset: what the case publishes of itself */
  record?: RecordName | undefined;
  /** in publicity, or stored at once */
  state: 'OPEN' | 'STORED';
}

/**
 * Publishes a case. What it published in this round goes on under its number, with a new end; what
 * it published in an earlier one is withdrawn. What is stored at once takes the place of what an
 * earlier case of the same process and natural key has stored. An entry of a library keeps its page,
 * whichever case wrote it last.
 */
export async function openPublicity(
  tx: EntityManager,
  file: CaseFile,
  notice: Notice,
): Promise<string> {
  const { subject = null, title, authority, content, starts, ends, state } = notice;
  const { until = null } = notice;
  const record = notice.record ? recordName(notice.record) : null;
  const shown = { subject, title, authority, content, ends, until, state, suspendedAt: null };
  const search = publicSearch({ title, number: file.number, subject, content });
  const own = notice.record
    ? await findOfRecord(tx, notice.record)
    : await findCurrent(tx, file.id);
  const before = own ?? (state === 'STORED' ? await findReplaced(tx, file) : null);
  const of = { caseId: file.id, round: file.round, number: file.number };
  const storedAt = state === 'STORED' ? starts : null;
  if (before && (record || !own || own.round === file.round)) {
    const changes = { ...of, ...shown, ...search, storedAt: before.storedAt ?? storedAt };
    await tx.update(Publicity, { id: before.id }, changes as never);
    return before.id;
  }
  if (before) await tx.update(Publicity, { id: before.id }, { state: 'WITHDRAWN' });
  const id = randomUUID();
  await tx.insert(Publicity, {
    ...{ id, processId: file.processId, starts, storedAt, record },
    ...of,
    ...shown,
    ...search,
  } as never);
  return id;
}

/** What an earlier case of the same process and natural key has stored. */
function findReplaced(tx: EntityManager, file: CaseFile): Promise<Publicity | null> {
  return tx
    .getRepository(Publicity)
    .createQueryBuilder('p')
    .setLock('pessimistic_write')
    .innerJoin(CaseFile, 'c', 'c.id = p.case_id')
    .where(`p.state = 'STORED' and c.process_id = :process and c.natural_key = :key`, {
      process: file.processId,
      key: file.naturalKey,
    })
    .getOne();
}

/** What is published of an entry of a library now, held until the end of the transaction. */
export function findOfRecord(tx: EntityManager, record: RecordName): Promise<Publicity | null> {
  return tx
    .getRepository(Publicity)
    .createQueryBuilder('p')
    .setLock('pessimistic_write')
    .where(`p.record = :record and p.state <> 'WITHDRAWN'`, { record: recordName(record) })
    .getOne();
}

/** What a case publishes of itself now, held until the end of the transaction. */
export function findCurrent(tx: EntityManager, caseId: string): Promise<Publicity | null> {
  return tx
    .getRepository(Publicity)
    .createQueryBuilder('p')
    .setLock('pessimistic_write')
    .where(`p.case_id = :caseId and p.record is null and p.state <> 'WITHDRAWN'`, { caseId })
    .getOne();
}

/** Takes back what is in publicity of a case that will not go on; what is stored stays. */
export async function endRunning(tx: EntityManager, caseId: string): Promise<void> {
  await tx.query(
    `update publicity set state = 'WITHDRAWN', suspended_at = null
     where case_id = $1 and record is null and state in ('OPEN', 'SUSPENDED')`,
    [caseId],
  );
}

/** What is published under this number; null also for what is no number. */
export async function findPublicity(db: Db, id: string): Promise<Publicity | null> {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return null;
  return db.getRepository(Publicity).findOneBy({ id });
}

const LISTS: Record<PublicList, { where: string; order: string }> = {
  running: { where: `state in ('OPEN', 'SUSPENDED')`, order: 'starts' },
  stored: { where: `state = 'STORED'`, order: 'stored_at' },
};

const COLUMNS =
  'id, number, title, subject, authority, state, starts, ends, stored_at as "storedAt"';

/** So many of the newest lines are compared one by one before the index is asked. */
const NEWEST = 4000;

/** Longest that a search may take. */
const SEARCH_MS = 5000;

/** So many of the rarest grams are looked up; more would cost more than they spare. */
const GRAMS = 4;

/**
 * A page of a list, newest first; one line more than `limit` where it goes on. A word that many
 * lines have is found among the newest; one that few have, by the index: neither sorts them all.
 */
export async function listPublicity(
  db: DataSource,
  list: PublicList,
  now: Date,
  page: { limit: number; after?: PublicCursor | undefined; asked?: string | undefined },
): Promise<PublicRow[]> {
  const { where, order } = LISTS[list];
  const { asked, after } = page;
  const part: ListPart = {
    order,
    within: `${where} and starts <= $1 and (until is null or until > $1)${after ? ` and (${order}, id) < ($2, $3)` : ''}`,
    sorted: `order by ${order} desc, id desc limit ${page.limit + 1}`,
    parameters: [now, ...(after ? [after.at, after.id] : [])],
  };
  if (!asked)
    return db.query(
      `select ${COLUMNS} from publicity where ${part.within} ${part.sorted}`,
      part.parameters,
    );
  return db.transaction(async (tx) => {
    // everyone may ask anything: no question gets to keep the database busy
    await tx.query(`set local statement_timeout = ${SEARCH_MS}`);
    const newest = await searchNewest(tx, part, asked);
    return newest.length > page.limit ? newest : searchAll(tx, part, asked);
  });
}

/** A page of a list, as SQL. */
interface ListPart {
  order: string;
  within: string;
  sorted: string;
  parameters: unknown[];
}

function searchNewest(tx: EntityManager, part: ListPart, asked: string): Promise<PublicRow[]> {
  const { within, order, sorted, parameters } = part;
  return tx.query(
    `select ${COLUMNS} from (
       select * from publicity where ${within} order by ${order} desc, id desc limit ${NEWEST}) p
     where search like all ($${parameters.length + 1}) ${sorted}`,
    [...parameters, patterns(asked)],
  );
}

async function searchAll(tx: EntityManager, part: ListPart, asked: string): Promise<PublicRow[]> {
  const { within, order, sorted, parameters } = part;
  const n = parameters.length;
  return tx.query(
    `with found as materialized (
       select id, ${order} from publicity
       where grams @> $${n + 2} and search like all ($${n + 1}) and ${within}),
     page as (select id from found ${sorted})
     select ${COLUMNS} from publicity where id in (select id from page)
     order by ${order} desc, id desc`,
    [...parameters, patterns(asked), await rarest(tx, queryGrams(asked))],
  );
}

/** The grams that fewest lines have, by the statistics that PostgreSQL keeps anyway. */
async function rarest(db: Db, grams: string[]): Promise<string[]> {
  if (grams.length <= GRAMS) return grams;
  const common: { gram: string; share: number }[] = await db.query(
    `select gram, share
     from pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) e (gram, share)
     where schemaname = current_schema() and tablename = 'publicity' and attname = 'grams'
       and gram = any($1)`,
    [grams],
  );
  const share = new Map(common.map((row) => [row.gram, row.share]));
  return [...grams].sort((a, b) => (share.get(a) ?? 0) - (share.get(b) ?? 0)).slice(0, GRAMS);
}

/** What decisions get to know of a publicity that a field names (`ref: publicity`). */
export async function publicityReference(
  db: Db,
  id: string,
  now: Date,
): Promise<{ found: boolean } & Record<string, unknown>> {
  const found = await findPublicity(db, id);
  if (!found || !hasBegun(found, now) || isOver(found, now)) return { found: false };
  const { caseId, processId, number, subject, title, authority, state } = found;
  return {
    found: true,
    ...{ caseId, process: processId, number, subject, title, authority, state },
    over: found.ends !== null && now >= found.ends,
  };
}
