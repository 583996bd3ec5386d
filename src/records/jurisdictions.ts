import type { EntityManager } from 'typeorm';
import { concerns, type Jurisdiction } from '../domain/jurisdiction';

/**
 * Which areas' flows concern the members of these organisations.
 * @returns a function that says it of an area (a folder below `bpmn/`)
 */
export async function areasOf(
  db: EntityManager,
  organisations: string[],
): Promise<(area: string) => boolean> {
  const jurisdictions: Jurisdiction[] = await db.query(
    'select area, region_prefix as "regionPrefix" from jurisdiction',
  );
  const rows: { region: string | null }[] = await db.query(
    'select region_code as region from organisation where id = any($1)',
    [organisations],
  );
  const regions = rows.map(({ region }) => region);
  return (area) => concerns(area, regions, jurisdictions);
}

/** Puts the jurisdictions on record in place of those that were. */
export async function setJurisdictions(
  db: EntityManager,
  jurisdictions: readonly Jurisdiction[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('delete from jurisdiction');
    for (const { area, regionPrefix } of jurisdictions)
      await tx.query('insert into jurisdiction values ($1, $2)', [area, regionPrefix]);
  });
}
