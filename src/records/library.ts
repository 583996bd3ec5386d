import { randomUUID } from 'node:crypto';
import { type DataSource, type EntityManager, IsNull } from 'typeorm';
import type { Vault } from '../domain/crypto';
import { cursorsOf } from '../domain/cursor';
import { type Disclosure, isOver } from '../domain/disclosure';
import { canonicalJson } from '../domain/hash-chain';
import { isResidentId } from '../domain/identifiers';
import { mask } from '../domain/masking';
import { exactNumber } from '../domain/normal-form';
import { valueAt, withValueAt } from '../domain/paths';
import { shanghaiDay } from '../domain/working-days';
import { type CaseFile, LibraryEntry } from '../entities';
import { queueForExchange } from './exchange';

/** What a case has to say for a library. */
export interface EntryContent {
  library: string;
  kind: string;
  key: string;
  status: string;
  marks: string[];
  data: Record<string, unknown>;
  secrets: Record<string, string>;
  /** numbers of the people whose ID numbers it holds, by path of the field */
  people: Record<string, string>;
  /** the organisation whose entry it is; unset: as the case says (`holderOf`); empty: nobody's */
  holder?: string | undefined;
  /** since when it is to be seen; unset: at once */
  starts?: Date | undefined;
  /** the first instant at which it is seen and counted no more; unset: without an end */
  until?: Date | undefined;
}

/**
 * Writes what a case established into a library: one current entry per kind and natural key, older
 * versions kept. The same content again makes no new version; an older case never replaces what a
 * newer one wrote or amended.
 * @param keepRest what the case left empty and the current entry has, personal data too, stays in it
 * @returns id of the current entry
 */
export async function writeEntry(
  tx: EntityManager,
  file: CaseFile,
  { key, ...entry }: EntryContent,
  now: Date,
  keepRest = false,
): Promise<{ id: string; isNew: boolean }> {
  const { starts = null, until = null } = entry;
  const given = { ...entry, starts, until, holder: heldBy(entry.holder, holderOf(file)) };
  const current = await heldEntry(tx, given.kind, key);
  const content = current && keepRest ? withRest(current, given) : given;
  if (current) {
    const unchanged = contentOf(current) === contentOf(content);
    if (unchanged || (await isOlder(tx, file, current))) return { id: current.id, isNew: false };
  }
  const written = { ...content, naturalKey: key, caseId: file.id, amendedBy: null };
  return { id: await nextVersion(tx, current, written, now), isNew: true };
}

/** Whose the entries of a case are: of the enterprise it is about, as what is imported for it; else of who handed it in. */
const holderOf = ({ parties, applicantOrganisation }: CaseFile) =>
  parties.enterprise ?? applicantOrganisation;

/** Who holds an entry: as told, empty is nobody; else as it is. */
const heldBy = (told: string | undefined, otherwise: string | null) =>
  told === undefined ? otherwise : told || null;

type Content = Omit<EntryContent, 'key' | 'holder' | keyof Disclosure> &
  Disclosure & { holder: string | null };

/** The content laid over what the current entry has; what is empty covers nothing. */
function withRest({ data, secrets, people }: LibraryEntry, given: Content): Content {
  const filled = Object.entries(given.data).filter(([, value]) => !isEmpty(value));
  return {
    ...given,
    data: { ...data, ...Object.fromEntries(filled) },
    secrets: { ...secrets, ...given.secrets },
    people: { ...people, ...given.people },
  };
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length);

/** What changes on a current entry. */
export interface Amendment {
  kind: string;
  key: string;
  status?: string | undefined;
  addMarks: string[];
  removeMarks: string[];
  fields: Record<string, unknown>;
  corrections: Correction[];
  /** the organisation whose entry it becomes; unset: as it is; empty: nobody's */
  holder?: string | undefined;
  /** the first instant at which it is seen and counted no more; unset: as it is */
  until?: Date | undefined;
}

/** A field of an entry (its path) and its new value. */
export interface Correction {
  field: string;
  value: unknown;
  /** sealed, also where the entry has nothing of it yet */
  personal?: boolean;
}

/**
 * Makes a new version of a current entry with some of it changed, whoever wrote it. Nothing changed:
 * no new version. What is personal in the entry is corrected sealed and masked.
 * @returns the corrections as they stand in the data: personal ones masked
 * @throws Error when there is no such entry
 */
export async function amendEntry(
  { tx, vault }: { tx: EntityManager; vault: Vault },
  caseId: string,
  { kind, key, ...changes }: Amendment,
  now: Date,
): Promise<{ before: LibraryEntry; id: string; version: number; corrections: Correction[] }> {
  const before = await heldEntry(tx, kind, key);
  if (!before) throw new Error(`no current entry ${kind} ${key}`);
  const { library, naturalKey } = before;
  const kept = before.marks.filter((mark) => !changes.removeMarks.includes(mark));
  const corrections = changes.corrections.map((one) => masked(before, one));
  const secrets = sealed(before, changes.corrections, vault);
  const people =
    secrets === before.secrets ? before.people : named(before, changes.corrections, vault, now);
  const after = {
    ...{ library, kind, naturalKey, secrets, people, caseId: before.caseId, amendedBy: caseId },
    status: changes.status ?? before.status,
    holder: heldBy(changes.holder, before.holder),
    ...{ starts: before.starts, until: changes.until ?? before.until },
    marks: [...new Set([...kept, ...changes.addMarks])],
    data: corrections.reduce(corrected, { ...before.data, ...changes.fields }),
  };
  const same = secrets === before.secrets && contentOf(before) === contentOf(after);
  if (same) return { before, id: before.id, version: before.version, corrections };
  const id = await nextVersion(tx, before, after, now);
  return { before, id, version: before.version + 1, corrections };
}

/** `participants[0].name` as a path. */
const dotted = (field: string) => field.replace(/\[(\d+)\]/g, '.$1');

/** Where the entry keeps a field's personal data, if it does or shall. */
function secretOf({ secrets }: LibraryEntry, { field, personal }: Correction): string | undefined {
  const path = dotted(field);
  return personal || Object.hasOwn(secrets, path) ? path : undefined;
}

function masked(entry: LibraryEntry, correction: Correction): Correction {
  const { field, value } = correction;
  const personal = secretOf(entry, correction) !== undefined;
  return { field, value: personal ? mask('phone', String(value ?? '')) : value };
}

/** The secrets of an entry with the corrected ones; the same object when none changes. */
function sealed(
  entry: LibraryEntry,
  corrections: Correction[],
  vault: Vault,
): Record<string, string> {
  let secrets = entry.secrets;
  for (const correction of corrections) {
    const name = secretOf(entry, correction);
    const plain = String(correction.value ?? '');
    const kept = name && secrets[name];
    if (!name || (kept && vault.decrypt(kept) === plain)) continue;
    secrets = { ...secrets, [name]: vault.encrypt(plain) };
  }
  return secrets;
}

/** The people an entry names, with those that its corrections name. */
function named(
  entry: LibraryEntry,
  corrections: Correction[],
  vault: Vault,
  now: Date,
): Record<string, string> {
  const people = { ...entry.people };
  for (const correction of corrections) {
    const path = secretOf(entry, correction);
    if (path === undefined) continue;
    const plain = String(correction.value ?? '');
    if (isResidentId(plain, shanghaiDay(now))) people[path] = vault.personNumber(plain);
    else delete people[path];
  }
  return people;
}

/** A form gives text; a number, a yes/no stays one. @throws Error for text in the place of a number */
function corrected(
  data: Record<string, unknown>,
  { field, value }: Correction,
): Record<string, unknown> {
  const path = dotted(field);
  return withValueAt(data, path, alike(valueAt(data, path), value));
}

function alike(old: unknown, value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return value;
  if (typeof old === 'number') return numberIn(value);
  if (typeof old === 'boolean' && ['true', 'false'].includes(value)) return value === 'true';
  return value;
}

function numberIn(text: string): number {
  const number = exactNumber(text);
  if (number === null) throw new Error(`no number, where there is one: ${text}`);
  return number;
}

/** What makes two versions differ. */
function contentOf(
  entry: Pick<
    LibraryEntry,
    'library' | 'status' | 'marks' | 'data' | 'people' | 'holder' | keyof Disclosure
  >,
): string {
  const { library, status, marks, data, people, holder, starts, until } = entry;
  const seen = [starts, until].map((at) => at?.toISOString() ?? null);
  return canonicalJson([library, status, marks, data, people ?? {}, holder, ...seen]);
}

/** The current entry of a key, if there is one. */
export function currentEntry(
  db: DataSource | EntityManager,
  kind: string,
  naturalKey: string,
): Promise<LibraryEntry | null> {
  return db.getRepository(LibraryEntry).findOneBy({ kind, naturalKey, validTo: IsNull() });
}

/** The current entry; nobody else changes it before this transaction ends. */
async function heldEntry(
  tx: EntityManager,
  kind: string,
  key: string,
): Promise<LibraryEntry | null> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [`${kind}|${key}`]);
  return currentEntry(tx, kind, key);
}

async function nextVersion(
  tx: EntityManager,
  current: LibraryEntry | null,
  content: Omit<LibraryEntry, 'id' | 'version' | 'validFrom' | 'validTo'>,
  now: Date,
): Promise<string> {
  if (current) await tx.update(LibraryEntry, { id: current.id }, { validTo: now });
  const id = randomUUID();
  const version = (current?.version ?? 0) + 1;
  const entry = { ...content, id, version, validFrom: now, validTo: null };
  await tx.insert(LibraryEntry, entry as never);
  await queueForExchange(tx, id);
  return id;
}

async function isOlder(tx: EntityManager, file: CaseFile, current: LibraryEntry): Promise<boolean> {
  const others = [current.caseId, current.amendedBy].filter((id) => id && id !== file.id);
  const [row]: { newer: boolean }[] = await tx.query(
    // numbers decide where two came in at the same instant
    `select coalesce(bool_or((created_at, number) > ($2, $3)), false) as newer
     from case_file where id = any($1)`,
    [others, file.createdAt, file.number],
  );
  return row?.newer === true;
}

/** A current entry that an organisation holds. */
export interface OwnEntry {
  kind: string;
  key: string;
  status: string;
  marks: string[];
  /** personal data masked */
  data: Record<string, unknown>;
  version: number;
  /** seen and counted no more */
  over: boolean;
  /** when this version came into being */
  validFrom: Date;
  /** number of the case */
  caseNumber: string;
}

/** Where a list of an organisation's entries goes on. */
export const ownEntryCursors = cursorsOf('own-entries', 'text', 'text');

/**
 * Current entries of a library that an organisation holds and that are to be seen by now, by kind and key.
 * @param limit at most so many
 * @returns `next`: where the list goes on, null at its end
 */
export async function ownEntries(
  db: EntityManager,
  {
    library,
    owner,
    limit,
    after,
    now,
  }: { library: string; owner: string; limit: number; after?: string[] | undefined; now: Date },
): Promise<{ entries: OwnEntry[]; next: string | null }> {
  const [kind, key] = after ?? [null, null];
  const entries: (Omit<OwnEntry, 'over'> & Pick<Disclosure, 'until'>)[] = await db.query(
    `select e.kind, e.natural_key as key, e.status, e.marks, e.data, e.version,
       e.until, e.valid_from as "validFrom", c.number as "caseNumber"
     from library_entry e join case_file c on c.id = e.case_id
     where e.holder = $1 and e.library = $2 and e.valid_to is null
       and (e.starts is null or e.starts <= $6) and ($3::text is null or (e.kind, e.natural_key) > ($3, $4))
     order by e.kind, e.natural_key limit $5`,
    [owner, library, kind, key, limit + 1, now],
  );
  const shown = entries
    .slice(0, limit)
    .map(({ until, ...entry }) => ({ ...entry, over: isOver({ until }, now) }));
  const last = entries.length > limit ? shown.at(-1) : undefined;
  return { entries: shown, next: last ? ownEntryCursors.write([last.kind, last.key]) : null };
}
