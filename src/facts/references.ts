import type { DataSource, EntityManager } from 'typeorm';
import { isCreditCode, isResidentId, numberFacts } from '../domain/identifiers';
import { fieldsAt, place } from '../domain/paths';
import { lookupRegion } from '../domain/regions';
import { shanghaiDay } from '../domain/working-days';
import { Organisation } from '../entities';
import type { FormModel } from '../models/read';
import { currentEntry } from '../records/library';
import { publicityReference } from '../records/publicity';

type Db = DataSource | EntityManager;

/** What the platform knows of a thing that a field names. */
export type Reference = { found: boolean } & Record<string, unknown>;

/** The current entry of a library. */
export async function libraryReference(db: Db, kind: string, key: string): Promise<Reference> {
  const entry = await currentEntry(db, kind, key);
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

/** Entries by the beginning of their key are for what belongs together, not for lists of everything. */
const ENTRIES_AT_MOST = 500;

interface EntryRow {
  natural_key: string;
  status: string;
  marks: string[];
  data: Record<string, unknown>;
  version: number;
}

/** All current entries of a kind whose key is the value, or begins with it and a `|`. */
async function entriesReference(db: Db, kind: string, value: string): Promise<Reference> {
  if (!value) return { found: false, entries: [] };
  const rows: EntryRow[] = await db.query(
    // byte order, so that the index on the beginning of keys serves it; `}` comes right after `|`
    `select natural_key, status, marks, data, version from library_entry
     where kind = $1 and valid_to is null
       and (natural_key = $2 or (natural_key ~>=~ ($2 || '|') and natural_key ~<~ ($2 || '}')))
     order by natural_key limit ${ENTRIES_AT_MOST}`,
    [kind, value],
  );
  const entries = rows.map(({ natural_key: key, ...entry }) => {
    return { key, parts: key.split('|'), ...entry };
  });
  return { found: entries.length > 0, entries };
}

function numberReference(source: string, value: string): Reference {
  const facts = numberFacts(source, value);
  return { found: facts.valid, ...facts };
}

/** Looks one thing up; undefined for a source there is none of. */
async function reference(
  db: Db,
  ref: string,
  value: string,
  now: Date,
): Promise<Reference | undefined> {
  const [source, kind = ''] = ref.split(':');
  if (source === 'library') return libraryReference(db, kind, value);
  if (source === 'entries') return entriesReference(db, kind, value);
  if (source === 'organisation') return organisationReference(db, value);
  if (source === 'publicity') return publicityReference(db, value, now);
  if (source === 'region') return regionReference(value);
  if (source === 'uscc') return creditCodeReference(db, value);
  if (source?.endsWith('-number')) return numberReference(source, value);
  return undefined;
}

/** What one source says; of several, what the first says and below its kind what each says. */
async function referenceOf(
  db: Db,
  refs: string,
  value: string,
  now: Date,
): Promise<Reference | undefined> {
  const sources = refs
    .split(',')
    .map((ref) => ref.trim())
    .filter(Boolean);
  const found: [string, Reference][] = [];
  for (const ref of sources) {
    const result = await reference(db, ref, value, now);
    if (result) found.push([ref.split(':').at(-1) ?? ref, result]);
  }
  const first = found[0]?.[1];
  return first && (sources.length > 1 ? { ...first, ...Object.fromEntries(found) } : first);
}

/**
 * Looks up every field that the form ties to something (component property `ref`), and checks the
 * digits of ID numbers: facts for the decisions, no verdict. They stand where the field stands in
 * the data, also inside groups and lists.
 */
export async function resolveReferences(
  db: Db,
  form: FormModel,
  entered: Record<string, unknown>,
  now: Date,
): Promise<Record<string, unknown>> {
  const refs: Record<string, unknown> = {};
  const known = new Map<string, Reference | undefined>();
  for (const { key, path, properties } of form.components) {
    if (!key || !path) continue;
    const { pii, ref } = properties;
    for (const field of fieldsAt(entered, path)) {
      const value = typeof field.value === 'string' ? field.value.trim() : '';
      if (pii === 'id-number')
        place(refs, field.parts, { valid: isResidentId(value, shanghaiDay(now)) });
      if (!ref) continue;
      const question = `${ref} ${value}`;
      if (!known.has(question)) known.set(question, await referenceOf(db, ref, value, now));
      const answer = known.get(question);
      if (answer) place(refs, field.parts, answer);
    }
  }
  return refs;
}
