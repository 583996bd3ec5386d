import type { DataSource, EntityManager } from 'typeorm';
import { Organisation } from '../entities';

type Db = DataSource | EntityManager;

const repo = (db: Db) => db.getRepository(Organisation);

/** An organisation of the directory by its id, or null. */
export function findOrganisation(db: Db, id: string): Promise<Organisation | null> {
  return repo(db).findOneBy({ id });
}

/** Names of organisations by id; unknown ids keep their id as name. */
export async function organisationNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await db.query(
    'select id, name from organisation where id = any($1)',
    [ids],
  );
  const names = new Map(ids.map((id) => [id, id]));
  for (const { id, name } of rows) names.set(id, name);
  return names;
}

/** The directory knows none or more than one; trying again does not help until people mend it. */
export class AuthorityUnclear extends Error {}

/**
 * The one authority of a level and region with a duty.
 * @throws AuthorityUnclear when the directory knows none or more than one: nobody is guessed
 */
export async function resolveAuthority(
  db: Db,
  wanted: { level: string; regionCode: string | null; duty: string },
): Promise<Organisation> {
  const rows: { id: string }[] = await db.query(
    `select id from organisation where kind = 'AUTHORITY' and level = $1 and $3 = any(duties)
       and ($2::text is null or region_code = $2)`,
    [wanted.level, wanted.regionCode, wanted.duty],
  );
  const [only, ...others] = rows;
  if (!only || others.length > 0)
    throw new AuthorityUnclear(
      `authority directory has ${rows.length} organisations for ${JSON.stringify(wanted)}`,
    );
  return repo(db).findOneByOrFail({ id: only.id });
}

/**
 * SQL of a list of organisations: those of a parameter, and those that they are posts of.
 * @param parameter `$1`
 */
export function seeingAs(parameter: string): string {
  return `(${parameter}::text[] || array(select post_of from organisation where id = any(${parameter})))`;
}
