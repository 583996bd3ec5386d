import { escapeIdentifier } from 'pg';
import type { DataSource } from 'typeorm';

/** Tables on which the application has other rights than reading and writing. */
const OTHERS = {
  migrations: '',
  audit_event: 'select, insert',
  // the database itself moves the heads
  audit_head: 'select',
  security_event: 'select, insert, update (times)',
  act_witness: 'select, insert',
  // triggers keep them
  statistic_fact: 'select',
  statistic_source: 'select',
  statistic_change: 'select',
  statistic_sum: 'select',
};

/**
 * Gives the application's user the rights it needs on what the owner made, and takes all others:
 * tables, also those of later migrations, but no way to make or change one (ADR 18). Repeating it
 * changes nothing.
 * @param owner the record, as the owner of its tables
 * @param app name of the application's user in PostgreSQL
 */
export async function grantToApp(owner: DataSource, app: string): Promise<void> {
  const [place]: { schema: string; name: string }[] = await owner.query(
    'select current_schema() as schema, current_user as name',
  );
  if (!place || place.name === app)
    throw new Error(`${app} would own the tables: DATABASE_OWNER_URL must name another user`);
  const schema = escapeIdentifier(place.schema);
  const role = escapeIdentifier(app);
  const all = `all tables in schema ${schema}`;
  const work = `
    revoke all on ${all} from ${role};
    grant select, insert, update, delete on ${all} to ${role};
    grant usage on all sequences in schema ${schema} to ${role};
    grant execute on function ${schema}.statistic_fold() to ${role};
    ${Object.entries(OTHERS)
      .map(([table, rights]) => {
        const name = `${schema}.${escapeIdentifier(table)}`;
        return `revoke all on ${name} from ${role};
          ${rights && `grant ${rights} on ${name} to ${role};`}`;
      })
      .join('\n')}`;
  // the application never sees itself without rights
  await owner.transaction((tx) => tx.query(work));
}
