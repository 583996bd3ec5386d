import { jurisdictions } from '../../seed';
import { sql, unique } from './cases';
import { keycloak, newPerson } from './people';

/** A place of an area with who reviews there, and who applies. */
export interface Somewhere {
  /** GB/T 2260 code of a county */
  place: string;
  /** the authority that serves it */
  authority: string;
  /** usernames, each of this test alone */
  reviewer: string;
  applicant: string;
}

/** People for a flow of any area, also of one that no demo person belongs to yet. */
export async function somewhereIn(area: string): Promise<Somewhere> {
  const prefix = jurisdictions.find((one) => one.area === area)?.regionPrefix;
  if (!prefix) throw new Error(`seed/jurisdictions.json does not know ${area}`);
  const [county] = await sql<{ id: string; place: string }>(
    `select id, region_code as place from organisation
     where level = 'COUNTY' and region_code like $1 and 'CONSTRUCTION' = any(duties)
     order by region_code limit 1`,
    [`${prefix}%`],
  );
  if (!county) throw new Error(`no county of ${area} is in the authority directory`);
  const { id: authority, place } = county;
  const reviewer = await newPerson({ roles: ['reviewer'], organisations: [authority] });
  const enterprise = `enterprise-${unique('T')}`;
  await keycloak.ensureGroups([enterprise]);
  const applicant = await newPerson({ roles: ['enterprise'], organisations: [enterprise] });
  return { place, authority, reviewer, applicant };
}
