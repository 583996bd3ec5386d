import type { EntityManager } from 'typeorm';

/** A version of a library entry that a case made, with what differs from the version before. */
export interface EntryChange {
  kind: string;
  key: string;
  version: number;
  status: string;
  at: Date;
  /** the case that wrote the entry */
  writtenBy: string | null;
  /** nothing for the first version */
  differences: Difference[];
}

/** A field (its path; `status` and `marks` of the entry itself without one) before and after. */
export interface Difference {
  path: string | null;
  of: 'status' | 'marks' | 'data';
  before: unknown;
  after: unknown;
}

/** Most that is shown of one case. */
const LIMIT = 100;

interface Row {
  kind: string;
  natural_key: string;
  version: number;
  status: string;
  marks: string[];
  data: unknown;
  valid_from: Date;
  case_id: string | null;
  before_status: string | null;
  before_marks: string[] | null;
  before_data: unknown;
}

/** What a case wrote into libraries or changed there, oldest first; personal data masked. */
export async function changesOfCase(db: EntityManager, caseId: string): Promise<EntryChange[]> {
  const rows: Row[] = await db.query(
    `select e.kind, e.natural_key, e.version, e.status, e.marks, e.data, e.valid_from, e.case_id,
       b.status as before_status, b.marks as before_marks, b.data as before_data
     from library_entry e left join library_entry b
       on b.kind = e.kind and b.natural_key = e.natural_key and b.version = e.version - 1
     where e.amended_by = $1 or (e.case_id = $1 and e.amended_by is null)
     order by e.valid_from, e.kind, e.natural_key, e.version limit ${LIMIT}`,
    [caseId],
  );
  return rows.map((row) => ({
    ...{ kind: row.kind, key: row.natural_key, version: row.version, status: row.status },
    ...{ at: row.valid_from, writtenBy: row.case_id, differences: differences(row) },
  }));
}

function differences(row: Row): Difference[] {
  if (row.before_status === null) return [];
  const before = leaves(row.before_data);
  const after = leaves(row.data);
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const changed: Difference[] = [
    { path: null, of: 'status', before: row.before_status, after: row.status },
    { path: null, of: 'marks', before: row.before_marks ?? [], after: row.marks },
    ...paths.map((path): Difference => {
      return { path, of: 'data', before: before.get(path), after: after.get(path) };
    }),
  ];
  return changed.filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

/** The values of nested data by their paths. */
function leaves(data: unknown, path = ''): Map<string, unknown> {
  if (typeof data !== 'object' || data === null) return new Map([[path, data]]);
  const below = Object.entries(data).flatMap(([key, value]) => [
    ...leaves(value, path ? `${path}.${key}` : key),
  ]);
  return new Map(below);
}
