import type { DataSource, EntityManager } from 'typeorm';
import type { Vault } from '../domain/crypto';
import { isResidentId } from '../domain/identifiers';

/** Rebuilt at a time. */
const BATCH = 500;

/** A current entry that names a person in one of its fields. */
export interface NamingEntry {
  natural_key: string;
  status: string;
  marks: string[];
  data: Record<string, unknown>;
  version: number;
  /** the first instant at which it is seen and counted no more */
  until: Date | null;
  /** how current entries stand that its case is about or refers to, e.g. the permit of a subcontract */
  beside: { kind: string; status: string; marks: string[] }[];
}

/** More than this many would not fit into one question to the engine. */
const AT_MOST = 500;

/**
 * All current entries of a kind that are to be seen by now and name a person, e.g. the permits of the projects that somebody leads.
 * @param person the person's number (`Vault.personNumber`)
 */
export function entriesNaming(
  db: DataSource | EntityManager,
  kind: string,
  person: string,
  now: Date,
): Promise<NamingEntry[]> {
  return db.query(
    `select e.natural_key, e.status, e.marks, e.data, e.version, e.until,
       coalesce((select jsonb_agg(jsonb_build_object('kind', b.kind, 'status', b.status, 'marks', b.marks)
           order by b.kind)
         from case_file c join library_entry b
           on b.natural_key = any(c.refers_to || c.subject) and b.valid_to is null
         where c.id = e.case_id and b.id <> e.id), '[]') as beside
     from library_entry e
     where e.kind = $1 and e.valid_to is null and (e.starts is null or e.starts <= $3)
       and e.person_numbers @> to_jsonb($2::text)
     order by e.natural_key limit ${AT_MOST}`,
    [kind, person, now],
  );
}

/**
 * Tells of cases and entries of before whom they are about: by the ID numbers among what is sealed.
 * @param today `YYYY-MM-DD`, Asia/Shanghai
 */
export async function rebuildPeople(db: DataSource, vault: Vault, today: string): Promise<void> {
  for (const table of ['case_file', 'library_entry'])
    for (;;) {
      const rows: { id: string; secrets: Record<string, string> }[] = await db.query(
        `select id, secrets from ${table} where people is null limit ${BATCH}`,
      );
      for (const { id, secrets } of rows)
        await db.query(`update ${table} set people = $2 where id = $1`, [
          id,
          peopleIn(secrets, vault, today),
        ]);
      if (rows.length < BATCH) break;
    }
}

function peopleIn(
  secrets: Record<string, string>,
  vault: Vault,
  today: string,
): Record<string, string> {
  const plain = Object.entries(secrets).map(([path, sealed]) => [path, vault.decrypt(sealed)]);
  return Object.fromEntries(
    plain
      .filter(([, value = '']) => isResidentId(value, today))
      .map(([path, value = '']) => [path, vault.personNumber(value)]),
  );
}
