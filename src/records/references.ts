import type { DataSource, EntityManager } from 'typeorm';
import { isCreditCode, isResidentId } from '../domain/identifiers';
import { lookupRegion } from '../domain/regions';
import { shanghaiDay } from '../domain/working-days';
import { LibraryEntry, Organisation } from '../entities';
import type { FormModel } from '../models/read';

type Db = DataSource | EntityManager;

/** What the platform knows of a thing that a field names. */
export type Reference = { found: boolean } & Record<string, unknown>;

/** The current entry of a library. */
export async function libraryReference(db: Db, kind: string, key: string): Promise<Reference> {
  const entry = await db
    .getRepository(LibraryEntry)
    .createQueryBuilder('e')
    .where('e.kind = :kind and e.natural_key = :key and e.valid_to is null', { kind, key })
    .getOne();
  if (!entry) return { found: false };
  return { found: true, status: entry.status, marks: entry.marks, data: entry.data };
}

async function organisationReference(db: Db, id: string): Promise<Reference> {
  const found = await db.getRepository(Organisation).findOneBy({ id });
  return found ? { found: true, ...found } : { found: false };
}

function regionReference(code: string): Reference {
  const region = lookupRegion(code);
  return region ? { found: true, ...region } : { found: false };
}

async function creditCodeReference(db: Db, code: string): Promise<Reference> {
  return { valid: isCreditCode(code), ...(await libraryReference(db, 'enterprise', code)) };
}

/**
 * Looks up every field that the form ties to something (component property `ref`), and checks the
 * digits of ID numbers: facts for the decisions, no verdict.
 */
export async function resolveReferences(
  db: Db,
  form: FormModel,
  entered: Record<string, unknown>,
  now: Date,
): Promise<Record<string, Reference | { valid: boolean }>> {
  const refs: Record<string, Reference | { valid: boolean }> = {};
  for (const { key, properties } of form.components) {
    if (!key) continue;
    const value = typeof entered[key] === 'string' ? (entered[key] as string).trim() : '';
    if (properties.pii === 'id-number')
      refs[key] = { valid: isResidentId(value, shanghaiDay(now)) };
    const [source, kind] = (properties.ref ?? '').split(':');
    if (source === 'library' && kind) refs[key] = await libraryReference(db, kind, value);
    else if (source === 'organisation') refs[key] = await organisationReference(db, value);
    else if (source === 'region') refs[key] = regionReference(value);
    else if (source === 'uscc') refs[key] = await creditCodeReference(db, value);
  }
  return refs;
}
