import { join } from 'node:path';
import type { Deps } from '../deps';
import { LibraryEntry, Organisation } from '../entities';
import { setJurisdictions } from '../records/jurisdictions';

interface SeedModule {
  authorities: readonly SeedOrganisation[];
  jurisdictions: readonly { area: string; regionPrefix: string }[];
  demoOrganisations: readonly SeedOrganisation[];
  demoPeople: readonly {
    username: string;
    name: string;
    roles: string[];
    organisation: string | null;
  }[];
  demoEnterprises: readonly ({ creditCode: string } & Record<string, unknown>)[];
}

interface SeedOrganisation {
  id: string;
  kind: string;
  level: string;
  regionCode: string | null;
  parentId: string | null;
  postOf?: string;
  name: string;
  documentPrefix: string | null;
  duties: readonly string[];
}

/**
 * Loads the authority directory into the record and Keycloak, and which area's flows concern whom; with ZJF_DEMO_PASSWORD set, also the
 * invented enterprises and people of demo and tests. Repeating it changes nothing.
 */
export async function seed({ db, people, clock }: Deps): Promise<void> {
  const data = (await import(join(__dirname, '../../seed'))) as SeedModule;
  const demoPassword = process.env.ZJF_DEMO_PASSWORD;
  const organisations = [...data.authorities, ...(demoPassword ? data.demoOrganisations : [])];
  await db.getRepository(Organisation).upsert(
    organisations.map(({ postOf = null, duties, ...row }) => {
      const { id, kind, level, regionCode, parentId, name, documentPrefix } = row;
      return {
        ...{ id, kind, level, regionCode, parentId, postOf, name, documentPrefix },
        duties: [...duties],
      };
    }),
    ['id'],
  );
  await setJurisdictions(db.manager, data.jurisdictions);
  await people.ensureGroups(organisations.map((o) => o.id));
  if (!demoPassword) return;

  for (const person of data.demoPeople)
    await people.ensurePerson({
      username: person.username,
      name: person.name,
      password: demoPassword,
      roles: person.roles,
      organisations: person.organisation ? [person.organisation] : [],
    });
  const entries = db.getRepository(LibraryEntry);
  for (const enterprise of data.demoEnterprises) {
    const natural = { kind: 'enterprise', naturalKey: enterprise.creditCode };
    if (await entries.existsBy(natural)) continue;
    await db.query(
      `insert into library_entry (id, library, kind, natural_key, version, status, data, valid_from)
       values (gen_random_uuid(), 'BASE', $1, $2, 1, 'ENTERED', $3, $4)`,
      [natural.kind, natural.naturalKey, JSON.stringify(enterprise), await clock.now()],
    );
  }
}
