import type { EntityManager } from 'typeorm';

/** Which entries something can be entered for. */
export interface Wanted {
  /**
   * the organisation that takes part in the case that wrote the entry, as one of `parties`; `holder` among
   * them: that holds the entry
   */
  owner: string;
  parties: string[];
  kind: string;
  statuses: string[];
  /** what stands in its data */
  where: Record<string, unknown>;
  /** id of the process that would be entered */
  process: string;
  /** without those for which it was entered before and stands in a library */
  once: boolean;
  limit: number;
}

/**
 * Current entries for which an organisation has no open case of a process, the newest first.
 * @returns of each its key, and number and title of the case that wrote it
 */
export function entriesToOffer(
  db: EntityManager,
  { owner, parties, kind, statuses, where, process, once, limit }: Wanted,
): Promise<{ key: string; number: string; title: string }[]> {
  return db.query(
    `select e.natural_key as key, c.number, c.title
     from (
       select e.* from case_file c join library_entry e on e.case_id = c.id
       where c.concerns @> array[$1] and exists (select 1 from unnest($2::text[]) p where c.parties->>p = $1)
       union
       select * from library_entry where 'holder' = any($2) and holder = $1
     ) e join case_file c on c.id = e.case_id
     where e.valid_to is null and e.kind = $3 and e.status = any($4) and e.data @> $5
       and not exists (
         select 1 from case_file o
         where o.subject in (e.natural_key, c.number) and o.process_id = $6 and o.concerns @> array[$1]
           and (o.closed_at is null
                or $7 and exists (select 1 from library_entry x where x.case_id = o.id and x.valid_to is null)))
     order by e.valid_from desc, e.natural_key limit $8`,
    [owner, parties, kind, statuses, JSON.stringify(where), process, once, limit],
  );
}
