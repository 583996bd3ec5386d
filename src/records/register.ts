import type { DataSource, EntityManager } from 'typeorm';
import { cursorsOf } from '../domain/cursor';
import { instantText } from './paging';
import { patterns } from './search';

/** Library, kind and status of entries. */
export interface EntryKind {
  library: string;
  kind: string;
  status: string;
}

/** Entries of a kind that everybody may look up, by what of them is public. */
export interface PublicKind extends EntryKind {
  /** paths in the data of what the search finds */
  found: string[];
}

/** A current entry; its data holds personal data masked only. */
export interface PublicEntry extends EntryKind {
  id: string;
  data: Record<string, unknown>;
  at: string;
}

/** Where such a list goes on. */
export const registerCursors = cursorsOf('register', 'instant', 'text');

/** Longest that a search may take: no question of a stranger gets to keep the database busy. */
const SEARCH_MS = 3000;

/** The libraries, kinds and statuses of which there are current entries, each looked up in the index. */
export function entryKinds(db: DataSource): Promise<EntryKind[]> {
  const first = (where: string) => `(select library, kind, status from library_entry
    where valid_to is null ${where} order by library, kind, status limit 1)`;
  return db.query(
    `with recursive k as (${first('')} union all select n.* from k, lateral
       ${first('and (library, kind, status) > (k.library, k.kind, k.status)')} n)
     select * from k`,
  );
}

/**
 * A page of the current entries of such kinds that are to be seen now, newest first; one more than `limit`
 * where it goes on. The search looks at nothing but what is public of an entry.
 */
export function publicEntries(
  db: DataSource,
  kinds: PublicKind[],
  now: Date,
  page: { limit: number; asked?: string | undefined; after?: string[] | undefined },
): Promise<PublicEntry[]> {
  const [at = null, id = null] = page.after ?? [];
  const words = page.asked ? patterns(page.asked) : null;
  const list = (tx: EntityManager) =>
    tx.query(
      `select e.id, e.library, e.kind, e.status, e.data, ${instantText('e.valid_from')} as at
       from jsonb_to_recordset($1) k (library text, kind text, status text, found jsonb),
         lateral (select * from library_entry e
           where e.valid_to is null and e.library = k.library and e.kind = k.kind
             and e.status = k.status and (e.starts is null or e.starts <= $2)
             and (e.until is null or e.until > $2)
             and ($3::timestamptz is null or (e.valid_from, e.id) < ($3, $4::uuid))
             and ($5::text[] is null or (select upper(normalize(string_agg(
                 e.data #>> string_to_array(path, '.'), ' '), NFKC))
               from jsonb_array_elements_text(k.found) path) like all ($5))
           order by e.valid_from desc, e.id desc limit $6) e
       order by e.valid_from desc, e.id desc limit $6`,
      [JSON.stringify(kinds), now, at, id, words, page.limit + 1],
    );
  return db.transaction(async (tx) => {
    await tx.query(`set local statement_timeout = ${SEARCH_MS}`);
    return list(tx);
  });
}
