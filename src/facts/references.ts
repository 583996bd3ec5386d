import type { DataSource, EntityManager } from 'typeorm';
import type { Vault } from '../domain/crypto';
import { hasBegun, isOver } from '../domain/disclosure';
import { isCreditCode, isResidentId, numberFacts } from '../domain/identifiers';
import { mask, type PersonalData } from '../domain/masking';
import { codeForm, comparable, tidied } from '../domain/normal-form';
import { besideRow, type Field, fieldsAt, place, valueAt, withValueAt } from '../domain/paths';
import { lookupRegion } from '../domain/regions';
import { shanghaiDay } from '../domain/working-days';
import { Organisation } from '../entities';
import { type Link, linksOf, linksTo } from '../models/linked';
import type { FormModel } from '../models/read';
import { currentEntry } from '../records/library';
import {
  asText,
  ENTRIES_AT_MOST,
  type EntryQuestion,
  type FoundEntry,
} from '../records/many-entries';
import { entriesNaming } from '../records/people';
import { publicityReference } from '../records/publicity';

type Db = DataSource | EntityManager;

/** What the platform knows of a thing that a field names. */
export type Reference = { found: boolean } & Record<string, unknown>;

/** Asks an outside platform for what it has under a number. */
export type Ask = (platform: string, number: string) => Promise<OutsideReference>;

/** What an outside platform said; `answered` false: nothing that can be relied on. */
export interface OutsideReference extends Record<string, unknown> {
  answered: boolean;
  found: boolean;
  data?: Record<string, unknown>;
}

/** The current entry of a library. */
export async function libraryReference(
  db: Db,
  kind: string,
  key: string,
  now: Date,
): Promise<Reference> {
  return asLibrary(await currentEntry(db, kind, key), now);
}

type Standing = Pick<FoundEntry, 'status' | 'marks' | 'data' | 'starts' | 'until'>;

function asLibrary(entry: Standing | null | undefined, now: Date): Reference {
  if (!entry || !hasBegun(entry, now)) return { found: false };
  const { status, marks, data } = entry;
  return { found: true, status, marks, data, over: isOver(entry, now) };
}

async function organisationReference(db: Db, id: string): Promise<Reference> {
  const found = await db.getRepository(Organisation).findOneBy({ id });
  return found ? { found: true, ...found } : { found: false };
}

function regionReference(code: string): Reference {
  const region = lookupRegion(code);
  return region ? { found: true, ...region } : { found: false };
}

async function creditCodeReference(db: Db, code: string, now: Date): Promise<Reference> {
  return { valid: isCreditCode(code), ...(await libraryReference(db, 'enterprise', code, now)) };
}

interface EntryRow {
  natural_key: string;
  status: string;
  marks: string[];
  data: Record<string, unknown>;
  version: number;
  until: Date | null;
}

/** A row of a library as decisions see it. */
function asEntry<Row extends Pick<EntryRow, 'natural_key' | 'until'>>(row: Row, now: Date) {
  const { natural_key: key, until, ...entry } = row;
  return { key, parts: key.split('|'), ...entry, over: isOver({ until }, now) };
}

/** All current entries of a kind whose key is the value, or begins with it and a `|`. */
async function entriesReference(
  db: Db,
  kind: string,
  value: string,
  now: Date,
): Promise<Reference> {
  if (!value) return { found: false, entries: [] };
  const rows: EntryRow[] = await db.query(
    // byte order, so that the index on the beginning of keys serves it; `}` comes right after `|`
    `select natural_key, status, marks, data, version, until from library_entry
     where kind = $1 and valid_to is null and (starts is null or starts <= $3)
       and (natural_key = $2 or (natural_key ~>=~ ($2 || '|') and natural_key ~<~ ($2 || '}')))
     order by natural_key limit ${ENTRIES_AT_MOST}`,
    [kind, value, now],
  );
  return { found: rows.length > 0, entries: rows.map((row) => asEntry(row, now)) };
}

/** All current entries of a kind in which a person is named by an ID number. */
async function namedReference(db: Db, kind: string, person: string, now: Date): Promise<Reference> {
  const rows = person ? await entriesNaming(db, kind, person, now) : [];
  return { found: rows.length > 0, entries: rows.map((row) => asEntry(row, now)) };
}

/** The current entry of a kind that the case with a number wrote, e.g. one of several with like keys. */
async function recordReference(
  db: Db,
  kind: string,
  number: string,
  now: Date,
): Promise<Reference> {
  const [row]: EntryRow[] = await db.query(
    `select e.natural_key, e.status, e.marks, e.data, e.version, e.until
     from case_file c join library_entry e on e.case_id = c.id
     where c.number = $2 and e.kind = $1 and e.valid_to is null
       and (e.starts is null or e.starts <= $3)`,
    [kind, number, now],
  );
  if (!row) return { found: false };
  return { found: true, ...asEntry(row, now) };
}

/** A case by its number, whatever it wrote, with the office that reviews it, once that is known. */
async function caseReference(db: Db, number: string): Promise<Reference> {
  const [row]: { authority: string | null }[] = await db.query(
    "select parties->>'authority' as authority from case_file where number = $1",
    [number],
  );
  return row ? { found: true, ...row } : { found: false };
}

function numberReference(source: string, value: string): Reference {
  const facts = numberFacts(source, value);
  return { found: facts.valid, ...facts };
}

/** Entries that were looked up beforehand, many questions at once (`entriesFor`). */
export type KnownEntries = ReadonlyMap<string, FoundEntry[]>;

/** What a field asks the libraries; null where its source is none of these. */
function entryQuestion(ref: string, code: string): EntryQuestion | null {
  const [source, kind = ''] = ref.split(':');
  if (source === 'uscc') return { source: 'library', kind: 'enterprise', key: code };
  if (source !== 'library' && source !== 'entries' && source !== 'record') return null;
  return { source, kind, key: code };
}

/** A field that refers to something, with what it asks the libraries, in the order of its sources. */
export interface AskingField {
  parts: Field['parts'];
  questions: EntryQuestion[];
}

/** What the fields of a form ask the libraries, so that it can be looked up at once. */
export function askedOfLibraries(
  form: FormModel,
  entered: Record<string, unknown>,
  vault: Pick<Vault, 'personNumber'>,
): AskingField[] {
  return form.components.flatMap(({ key, path, properties: { ref, pii } }) => {
    if (!key || !path || !ref) return [];
    return fieldsAt(entered, path).flatMap(({ parts, value: given }) => {
      const value = typeof given === 'string' ? tidied(given) : '';
      if (!value) return [];
      const code = pii === 'id-number' ? vault.personNumber(value) : codeForm(value);
      const questions = splitRefs(ref).flatMap((one) => entryQuestion(one, code) ?? []);
      return questions.length > 0 ? [{ parts, questions }] : [];
    });
  });
}

/** The same as `reference` from what is known already; undefined where it is not. */
function knownReference(
  known: KnownEntries | undefined,
  ref: string,
  code: string,
  now: Date,
): Reference | undefined {
  const question = known && entryQuestion(ref, code);
  // an empty field asks for nothing
  const found = question && (code === '' ? [] : known.get(asText(question)));
  if (!found) return undefined;
  const rows = found.filter((row) => hasBegun(row, now));
  if (ref === 'uscc') return { valid: isCreditCode(code), ...asLibrary(rows[0], now) };
  if (question.source === 'library') return asLibrary(rows[0], now);
  const entries = rows.map(({ natural_key, status, marks, data, version, until }) =>
    asEntry({ natural_key, status, marks, data, version, until }, now),
  );
  if (question.source === 'entries') return { found: entries.length > 0, entries };
  return entries[0] ? { found: true, ...entries[0] } : { found: false };
}

/** Where things are looked up. */
interface Sources {
  db: Db;
  now: Date;
  ask: Ask;
  known?: KnownEntries | undefined;
}

/** Looks one thing up; undefined for a source there is none of. */
async function reference(
  { db, now, ask, known }: Sources,
  ref: string,
  value: string,
  person: string | undefined,
): Promise<Reference | undefined> {
  const [source, kind = ''] = ref.split(':');
  // keys of libraries, and numbers, are told by their normal form, however the form takes them; people
  // stand there under their numbers
  const code = person ?? codeForm(value);
  const kept = knownReference(known, ref, code, now);
  if (kept) return kept;
  if (source === 'library') return libraryReference(db, kind, code, now);
  if (source === 'entries') return entriesReference(db, kind, code, now);
  if (source === 'named') return namedReference(db, kind, code, now);
  if (source === 'record') return recordReference(db, kind, code, now);
  if (source === 'case') return caseReference(db, code);
  if (source === 'outside') return ask(kind, value);
  if (source === 'organisation') return organisationReference(db, value);
  if (source === 'publicity') return publicityReference(db, value, now);
  if (source === 'region') return regionReference(value);
  if (source === 'uscc') return creditCodeReference(db, code, now);
  if (source === 'text') return { found: value !== '', normal: comparable(value) };
  if (source?.endsWith('-number')) return numberReference(source, code);
  return undefined;
}

/** The sources of a field. */
const splitRefs = (refs: string) =>
  refs
    .split(',')
    .map((ref) => ref.trim())
    .filter(Boolean);

/** What one source says; of several, what the first says and below its kind what each says. */
async function referenceOf(
  sources: Sources,
  refs: string,
  value: string,
  person: string | undefined,
): Promise<Reference | undefined> {
  const all = splitRefs(refs);
  const found: [string, Reference][] = [];
  for (const ref of all) {
    const result = await reference(sources, ref, value, person);
    if (result) found.push([ref.split(':').at(-1) ?? ref, result]);
  }
  const first = found[0]?.[1];
  return first && (all.length > 1 ? { ...first, ...Object.fromEntries(found) } : first);
}

/** Where a linked field's value stands in what an outside platform said. */
const withinData = ({ within }: Link, platform: string) =>
  [`${platform}.data.`, 'data.']
    .filter((start) => within.startsWith(start))
    .map((start) => within.slice(start.length))[0];

/** Of what an outside platform says, what linked fields take: nothing else of it gets in. */
function asLinked(answer: OutsideReference, platform: string, links: Link[]): OutsideReference {
  const data = {};
  for (const link of links) {
    const path = withinData(link, platform);
    const value = path && valueAt(answer.data, path);
    if (path && value !== undefined) place(data, path.split('.'), value);
  }
  return answer.found ? { ...answer, data } : answer;
}

/** What an outside platform said when a case was handed in, as far as its linked fields hold it. */
function asStored(
  entered: Record<string, unknown>,
  at: Field['parts'],
  platform: string,
  links: Link[],
): OutsideReference {
  const data = {};
  for (const link of links) {
    const path = withinData(link, platform);
    const { path: own, list } = link.component;
    const value = valueAt(entered, besideRow(at, list, own));
    if (path && value !== undefined && value !== null) place(data, path.split('.'), value);
  }
  const found = Object.keys(data).length > 0;
  return { answered: true, found, ...(found && { data }) };
}

/** What references are looked up with. */
export interface LookedUpIn {
  db: Db;
  vault: Vault;
  now: Date;
  /**
   * Asks outside platforms; without it, which is of a case that was taken, what they said then is read
   * from its linked fields.
   */
  ask?: Ask | undefined;
  /** entries that were looked up beforehand: they are not asked for again */
  known?: KnownEntries | undefined;
}

/**
 * Looks up every field that the form ties to something (component property `ref`), and checks the
 * digits of ID numbers: facts for the decisions, no verdict. They stand where the field stands in
 * the data, also inside groups and lists.
 * @param entered as it was entered: an ID number tells who it is only as it is
 * @returns personal data in it is masked
 */
export async function resolveReferences(
  form: FormModel,
  entered: Record<string, unknown>,
  within: LookedUpIn,
): Promise<Record<string, unknown>> {
  return maskedReferences(form, await plainReferences(form, entered, within));
}

/** As `resolveReferences`, with the personal data that outside platforms gave: for the linked fields alone. */
export async function plainReferences(
  form: FormModel,
  entered: Record<string, unknown>,
  { db, vault, now, ask, known: entries }: LookedUpIn,
): Promise<Record<string, unknown>> {
  const refs: Record<string, unknown> = {};
  const known = new Map<string, Reference | undefined>();
  for (const component of form.components) {
    const { key, path, properties } = component;
    if (!key || !path) continue;
    const { pii, ref } = properties;
    const links = ref?.includes('outside:') ? linksTo(form, component) : [];
    for (const { parts, value: given } of fieldsAt(entered, path)) {
      const value = typeof given === 'string' ? tidied(given) : '';
      const person = pii === 'id-number' && value ? vault.personNumber(value) : undefined;
      const asPerson = pii === 'id-number' && {
        // where people may be named by their numbers, such a number stands for itself
        valid: person === value || isResidentId(value, shanghaiDay(now)),
        person: person ?? null,
      };
      if (asPerson) place(refs, parts, asPerson);
      if (!ref) continue;
      const outside: Ask = async (platform, number) =>
        ask
          ? asLinked(await ask(platform, number), platform, links)
          : asStored(entered, parts, platform, links);
      // of a case that was taken, an answer is of the row that it was stored with
      const question = [ref, value, ...(links.length > 0 && !ask ? parts : [])].join(' ');
      if (!known.has(question))
        known.set(
          question,
          await referenceOf({ db, now, ask: outside, known: entries }, ref, value, person),
        );
      const answer = known.get(question);
      if (answer) place(refs, parts, { ...answer, ...asPerson });
    }
  }
  return refs;
}

/** The references with what stands in linked fields of personal data masked. */
export function maskedReferences(
  form: FormModel,
  refs: Record<string, unknown>,
): Record<string, unknown> {
  let masked = refs;
  for (const { component, from } of linksOf(form)) {
    const kind = component.properties.pii as PersonalData | undefined;
    if (!kind) continue;
    for (const { parts, value } of fieldsAt(masked, from))
      if (value !== undefined && value !== null)
        masked = withValueAt(masked, parts.join('.'), mask(kind, String(value)));
  }
  return masked;
}
