import type { EntityManager } from 'typeorm';

/** A current entry of a library, and how it came to be. */
export interface EntryWithVersions {
  library: string;
  kind: string;
  key: string;
  status: string;
  marks: string[];
  /** personal data masked */
  data: Record<string, unknown>;
  /** the case that wrote it */
  caseId: string;
  /** the first instant at which it is seen and counted no more */
  until: Date | null;
  /** newest first */
  versions: EntryVersion[];
}

/** A version of an entry. */
export interface EntryVersion {
  version: number;
  status: string;
  marks: string[];
  /** ISO 8601 */
  from: string;
  until: string | null;
  /** the case that made it; null where no case did */
  caseId: string | null;
  /** number of that case */
  caseNumber: string | null;
}

/** Current entries that cases wrote, by library, kind and key, each with all of its versions. */
export async function entriesOf(db: EntityManager, cases: string[]): Promise<EntryWithVersions[]> {
  return db.query(
    `select e.library, e.kind, e.natural_key as key, e.status, e.marks, e.data, e.case_id as "caseId", e.until,
       (select jsonb_agg(jsonb_build_object('version', v.version, 'status', v.status, 'marks', v.marks,
           'from', v.valid_from, 'until', v.valid_to, 'caseId', c.id, 'caseNumber', c.number)
           order by v.version desc)
         from library_entry v left join case_file c on c.id = coalesce(v.amended_by, v.case_id)
         where v.kind = e.kind and v.natural_key = e.natural_key) as versions
     from library_entry e where e.case_id = any($1) and e.valid_to is null
     order by e.library, e.kind, e.natural_key`,
    [cases],
  );
}
