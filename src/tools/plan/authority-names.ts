import type { DataSource } from 'typeorm';
import { findOrganisation, resolveAuthority } from '../../records/directory';
import type { NameOf } from './outcomes';

/** Duty of an authority where a table names none, as `authority.resolve` has it. */
const CONSTRUCTION = 'CONSTRUCTION';

/** Names of the authorities that tables of routing mean, by today's directory; each looked up once. */
export function authorityNames(db: DataSource): NameOf {
  const known = new Map<string, Promise<string>>();
  return (wanted) => {
    const key = JSON.stringify(wanted);
    const name = known.get(key) ?? nameOf(db, wanted as unknown as Wanted);
    known.set(key, name);
    return name;
  };
}

interface Wanted {
  level: string | null;
  regionCode?: string | null;
  organisation?: string | null;
  duty?: string | null;
}

async function nameOf(
  db: DataSource,
  { level, regionCode, organisation, duty }: Wanted,
): Promise<string> {
  if (organisation) return (await findOrganisation(db, organisation))?.name ?? organisation;
  if (!level) return '无';
  const asked = { level, regionCode: regionCode ?? null, duty: duty ?? CONSTRUCTION };
  const found = await resolveAuthority(db, asked).catch(() => null);
  return found?.name ?? `目录中查不到（${level} ${regionCode ?? ''}）`;
}
