import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { cursorsOf } from '../domain/cursor';
import { instantText } from './paging';

/** What somebody tried who may not. */
export interface SecurityNote {
  at: Date;
  person: string;
  caseId: string | null;
  /**
   * of the refusal; where none stands behind it, `S-01`: a stranger asked for what is not theirs, `S-02`:
   * somebody has two of the administrators
   */
  code: string;
  /** what tells it from others of the person and case, e.g. route and method; nothing personal */
  detail: Record<string, unknown>;
}

/**
 * Notes a security event of a person. The same again within a minute is counted in the event that
 * stands there, so that trying in a loop does not fill the table.
 */
export async function noteSecurityEvent(
  db: DataSource | EntityManager,
  { at, person, caseId, code, detail }: SecurityNote,
): Promise<void> {
  const values = [person, code, caseId, JSON.stringify(detail), at];
  const [, counted]: [unknown, number] = await db.query(
    `update security_event set times = times + 1 where id = (
       select id from security_event
       where person = $1 and code = $2 and case_id is not distinct from $3 and detail = $4::jsonb
         and at > $5::timestamptz - interval '1 minute' and at <= $5
       order by at desc limit 1)`,
    values,
  );
  if (counted > 0) return;
  await db.query(
    `insert into security_event (id, person, code, case_id, detail, at)
     values ($6, $1, $2, $3, $4, $5)`,
    [...values, randomUUID()],
  );
}

/** Which security events are asked for. */
export interface SecurityQuery {
  person?: string | undefined;
  caseId?: string | undefined;
  from?: string | undefined;
  /** exclusive */
  to?: string | undefined;
  limit: number;
  /** read by `securityCursors` */
  after?: string[] | undefined;
}

/** A security event as it stands in the record. */
export interface SecurityRow {
  id: string;
  at: Date;
  person: string;
  caseId: string | null;
  code: string;
  detail: Record<string, unknown>;
  /** how often within a minute */
  times: number;
}

/** Where the list of security events goes on. */
export const securityCursors = cursorsOf('security-events', 'instant', 'text');

/** Security events, the newest first, and how many there are in all. */
export async function securityEvents(
  db: DataSource | EntityManager,
  query: SecurityQuery,
): Promise<{ total: number; rows: SecurityRow[]; next: string | null }> {
  const where = `($1::text is null or person = $1) and ($2::uuid is null or case_id = $2)
    and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)`;
  const asked = [query.person, query.caseId, query.from, query.to].map((value) => value ?? null);
  const [count]: { n: number }[] = await db.query(
    `select count(*)::int as n from security_event where ${where}`,
    asked,
  );
  const [at = null, id = null] = query.after ?? [];
  const found: (SecurityRow & { place: string })[] = await db.query(
    `select id, at, person, case_id as "caseId", code, detail, times, ${instantText('at')} as place
     from security_event where ${where} and ($5::timestamptz is null or (at, id::text) < ($5, $6))
     order by at desc, id::text desc limit $7`,
    [...asked, at, id, query.limit + 1],
  );
  const shown = found.slice(0, query.limit);
  const last = found.length > query.limit ? shown.at(-1) : undefined;
  return {
    total: count?.n ?? 0,
    rows: shown.map(({ place: _, ...row }) => row),
    next: last ? securityCursors.write([last.place, last.id]) : null,
  };
}
