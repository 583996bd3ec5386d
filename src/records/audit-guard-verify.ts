import type { EntityManager } from 'typeorm';

/** The columns of both tables, as they are made. Another type could store less, or more, than is hashed. */
const COLUMNS: Record<string, string> = {
  audit_event: `action text, actor text, actor_name text, at timestamp with time zone, chain text,
    detail jsonb, entity text, format smallint, hash text, id uuid, organisation text, prev_hash text,
    request_id text, seq integer, tx bigint`,
  audit_head: 'chain text, hash text, seq integer',
};

/** What refuses to change or delete events and heads. */
const TRIGGERS = [
  ...['append_only', 'moves_head', 'next_link', 'no_truncate'].map((n) => `audit_event_${n}`),
  ...['begins', 'forward', 'no_truncate', 'stays', 'whole'].map((n) => `audit_head_${n}`),
];

/** What a user who can only append lacks. */
const MUST_NOT = {
  audit_event: ['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'],
  audit_head: ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'],
};

/** Whether both tables are as they were made; the faults in words. */
export async function verifyColumns(tx: EntityManager): Promise<string[]> {
  const faults: string[] = [];
  for (const [table, made] of Object.entries(COLUMNS)) {
    const [found]: { kind: string | null; columns: string | null }[] = await tx.query(
      `select (select relkind from pg_class where oid = to_regclass($1)) as kind,
         string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', '
           order by attname collate "C") as columns
       from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
      [table],
    );
    const wanted = made.replace(/\s+/g, ' ');
    if (found?.kind !== 'r') faults.push(`${table} is no table`);
    else if (found.columns !== wanted)
      faults.push(`${table} has the columns ${found.columns} instead of ${wanted}`);
  }
  return faults;
}

/**
 * Whether the database would refuse to change both tables, of whoever asks here: the user of the
 * application. The faults in words.
 */
export async function verifyGuard(tx: EntityManager): Promise<string[]> {
  const on: { name: string }[] = await tx.query(
    `select tgname as name from pg_trigger where tgenabled in ('O', 'A')
       and tgrelid in (to_regclass('audit_event'), to_regclass('audit_head'))`,
  );
  const off = TRIGGERS.filter((name) => !on.some((trigger) => trigger.name === name));
  const faults = off.map((name) => `the trigger ${name} is off`);
  for (const [table, rights] of Object.entries(MUST_NOT)) {
    const [may]: { rights: string[]; name: string }[] = await tx.query(
      `select current_user as name, array(select p from unnest($2::text[]) p
         where has_table_privilege(to_regclass($1), p)) as rights`,
      [table, rights],
    );
    if (may && may.rights.length > 0)
      faults.push(`the database's user ${may.name} may ${may.rights.join(', ')} ${table}`);
  }
  return faults;
}
