import type { DataSource } from 'typeorm';
import type { Disclosure } from '../domain/disclosure';

/** What is asked for: the entry of a key, those whose keys begin with it, or that of a case's number. */
export interface EntryQuestion {
  source: 'library' | 'entries' | 'record';
  kind: string;
  key: string;
}

/** A current entry, as it stands in its library. */
export interface FoundEntry extends Disclosure {
  library: string;
  kind: string;
  natural_key: string;
  status: string;
  marks: string[];
  /** personal data masked */
  data: Record<string, unknown>;
  version: number;
  valid_from: Date;
}

/** Entries by the beginning of their key are for what belongs together, not for lists of everything. */
export const ENTRIES_AT_MOST = 500;

const COLUMNS =
  'e.library, e.kind, e.natural_key, e.status, e.marks, e.data, e.version, e.valid_from, e.starts, e.until';

const ASKED = 'unnest($1::text[], $2::text[]) with ordinality as q(kind, key, n)';

const SQL: Record<EntryQuestion['source'], string> = {
  library: `select q.n, ${COLUMNS} from ${ASKED} join library_entry e
    on e.kind = q.kind and e.natural_key = q.key and e.valid_to is null`,
  // byte order, so that the index on the beginning of keys serves it; a closing brace comes right after |
  entries: `select q.n, e.* from ${ASKED} cross join lateral (
      select ${COLUMNS} from library_entry e where e.kind = q.kind and e.valid_to is null and q.key <> ''
        and (e.natural_key = q.key
          or (e.natural_key ~>=~ (q.key || '|') and e.natural_key ~<~ (q.key || '}')))
      order by e.natural_key limit ${ENTRIES_AT_MOST}) e order by q.n, e.natural_key`,
  record: `select q.n, ${COLUMNS} from ${ASKED} join case_file c on c.number = q.key
    join library_entry e on e.case_id = c.id and e.kind = q.kind and e.valid_to is null`,
};

/** Which question it is, as a text. */
export const asText = ({ source, kind, key }: EntryQuestion) => `${source}:${kind} ${key}`;

/**
 * Current entries for many questions, with one query for each source that is among them.
 * @returns what was found, by the question as a text
 */
export async function entriesFor(
  db: DataSource,
  questions: EntryQuestion[],
): Promise<Map<string, FoundEntry[]>> {
  const distinct = new Map(questions.map((question) => [asText(question), question]));
  const found = new Map<string, FoundEntry[]>([...distinct.keys()].map((text) => [text, []]));
  const sources = Object.keys(SQL) as EntryQuestion['source'][];
  await Promise.all(
    sources.map(async (source) => {
      const asked = [...distinct.values()].filter((one) => one.source === source);
      if (asked.length === 0) return;
      const rows: (FoundEntry & { n: string })[] = await db.query(SQL[source], [
        asked.map(({ kind }) => kind),
        asked.map(({ key }) => key),
      ]);
      for (const { n, ...row } of rows) {
        const question = asked[Number(n) - 1];
        if (question) found.get(asText(question))?.push(row);
      }
    }),
  );
  return found;
}
