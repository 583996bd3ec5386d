import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { indexGrams, queryGrams, queryWords, searchable } from '../domain/grams';
import { type CaseFile, Publicity, type PublicityState, type PublicLine } from '../entities';

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
  ends: Date;
  storedAt: Date | null;
}

/** Where a page of a list goes on: after this line. */
export interface PublicCursor {
  at: Date;
  id: string;
}

/** What a process publishes. */
export interface Notice {
  subject?: string | undefined;
  title: string;
  authority: string;
  content: PublicLine[];
  starts: Date;
  ends: Date;
}

/** Publishes a case; what it published in an earlier round is withdrawn. */
export async function openPublicity(
  tx: EntityManager,
  file: CaseFile,
  notice: Notice,
): Promise<string> {
  await tx.query(
    `update publicity set state = 'WITHDRAWN' where case_id = $1 and state <> 'WITHDRAWN'`,
    [file.id],
  );
  const id = randomUUID();
  const { subject = null, title, authority, starts, ends } = notice;
  await tx.insert(Publicity, {
    id,
    caseId: file.id,
    round: file.round,
    processId: file.processId,
    number: file.number,
    subject,
    title,
    authority,
    content: notice.content,
    starts,
    ends,
    storedAt: null,
    state: 'OPEN',
    ...searched({ title, number: file.number, subject, content: notice.content }),
  } as never);
  return id;
}

/** What is published of a case now. @throws Error where nothing is */
export async function currentPublicity(tx: EntityManager, caseId: string): Promise<Publicity> {
  const found = await tx
    .getRepository(Publicity)
    .createQueryBuilder('p')
    .setLock('pessimistic_write')
    .where(`p.case_id = :caseId and p.state <> 'WITHDRAWN'`, { caseId })
    .getOne();
  if (!found) throw new Error(`nothing is published of case ${caseId}`);
  return found;
}

/** What the search compares and looks up. */
export function searched(
  shown: Pick<Publicity, 'title' | 'number' | 'subject' | 'content'>,
): Pick<Publicity, 'search' | 'grams'> {
  const lines = shown.content.filter((line) => line.searched).map((line) => line.value);
  const search = searchable([shown.title, shown.number, shown.subject ?? '', ...lines].join(' '));
  return { search, grams: indexGrams(search) };
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
const NEWEST = 1000;

/**
 * A page of a list, newest first; one line more than `limit` where it goes on. A word that many
 * lines have is found among the newest; one that few have, by the index: neither sorts them all.
 */
export async function listPublicity(
  db: Db,
  list: PublicList,
  page: { limit: number; after?: PublicCursor | undefined; asked?: string | undefined },
): Promise<PublicRow[]> {
  const { where, order } = LISTS[list];
  const parameters: unknown[] = page.after ? [page.after.at, page.after.id] : [];
  const within = `${where}${page.after ? ` and (${order}, id) < ($1, $2)` : ''}`;
  const sorted = `order by ${order} desc, id desc`;
  const size = `limit ${page.limit + 1}`;
  if (!page.asked)
    return db.query(
      `select ${COLUMNS} from publicity where ${within} ${sorted} ${size}`,
      parameters,
    );

  const n = parameters.length;
  const words = queryWords(page.asked).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const newest: PublicRow[] = await db.query(
    `select ${COLUMNS} from (select * from publicity where ${within} ${sorted} limit ${NEWEST}) p
     where search like all ($${n + 1}) ${sorted} ${size}`,
    [...parameters, words],
  );
  if (newest.length > page.limit) return newest;
  return db.query(
    `with found as materialized (
       select id, ${order} from publicity
       where grams @> $${n + 2} and search like all ($${n + 1}) and ${within}),
     page as (select id from found ${sorted} ${size})
     select ${COLUMNS} from publicity where id in (select id from page) ${sorted}`,
    [...parameters, words, queryGrams(page.asked)],
  );
}

/** What decisions get to know of a publicity that a field names (`ref: publicity`). */
export async function publicityReference(
  db: Db,
  id: string,
  now: Date,
): Promise<{ found: boolean } & Record<string, unknown>> {
  const found = await findPublicity(db, id);
  if (!found) return { found: false };
  const { caseId, processId, number, subject, title, authority, state } = found;
  return {
    found: true,
    ...{ caseId, process: processId, number, subject, title, authority, state },
    over: now >= found.ends,
  };
}
