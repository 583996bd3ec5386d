import { isDeepStrictEqual } from 'node:util';
import type { Vault } from '../domain/crypto';
import { isMasked, type PersonalData } from '../domain/masking';
import { fieldsAt, valueAt, withValueAt } from '../domain/paths';
import type { FormComponent, FormModel } from '../models/read';
import type { SplitData } from './personal-data';

type Data = Record<string, unknown>;

/** What a correction hands in, with the personal data that it left as it was shown. */
export interface CarriedOver {
  /** the data: what was left masked is what was entered before */
  data: Data;
  /** names of the fields that were left masked and have their sealed value again */
  kept: string[];
  /** names of fields whose masked value cannot be told to be a certain one of before */
  unclear: string[];
}

/**
 * Puts what was entered before in the place of values that a correction left masked, as they were
 * shown. Rows of a list may have been moved or removed: a masked value stands for the row of before
 * whose masked values are the same. Where several rows look alike and hold different people, it is
 * certain only if the list was left as it was; otherwise nobody guesses, and the field is `unclear`.
 * @param entered what the correction hands in, of any shape
 * @param before the last round, personal data masked and sealed
 */
export function carryOver(
  form: FormModel,
  entered: Data,
  before: SplitData,
  vault: Vault,
): CarriedOver {
  const carried: CarriedOver = { data: entered, kept: [], unclear: [] };
  for (const columns of columnsByList(form)) {
    const then = rowsOf(columns, before.data);
    const now = rowsOf(columns, entered);
    for (const row of now) {
      const masked = maskedIn(columns, row);
      if (masked.length === 0) continue;
      const names = masked.map(({ name }) => name);
      const origin = originOf(row, { now, then, columns, before, vault });
      if (!origin) carried.unclear.push(...names);
      else {
        carried.kept.push(...names);
        for (const { at, name } of masked)
          carried.data = withValueAt(carried.data, name, plainAt(before, vault, origin, at));
      }
    }
  }
  return carried;
}

/**
 * Names of the personal data that is another than in the round before.
 * @param kept names of those that were left as they were shown, wherever their row stands now
 */
export function enteredAnew(
  now: SplitData['secrets'],
  kept: string[],
  before: SplitData['secrets'],
  vault: Vault,
): string[] {
  const isSame = (name: string, sealed: string) =>
    before[name] !== undefined && vault.decrypt(before[name]) === vault.decrypt(sealed);
  return Object.entries(now)
    .filter(([name, sealed]) => !kept.includes(name) && !isSame(name, sealed))
    .map(([name]) => name);
}

/** A field with personal data; `at` is its name within its row. */
interface Column {
  at: string;
  path: string;
  kind: PersonalData;
}

/** The fields with personal data, those of a list together; each that is in no list by itself. */
function columnsByList(form: FormModel): Column[][] {
  const lists = new Map<string, Column[]>();
  for (const component of form.components) {
    const { key, path, list, properties } = component;
    if (!key || !path || !properties.pii) continue;
    const of = list ?? path;
    lists.set(of, [...(lists.get(of) ?? []), columnOf(component, path)]);
  }
  return [...lists.values()];
}

function columnOf({ list, properties }: FormComponent, path: string): Column {
  const at = list ? path.slice(list.length + 1) : path;
  return { at, path, kind: properties.pii as PersonalData };
}

/** A row of a list, or what is in none: its name (`participants.0.`, empty) and what it holds. */
interface Row {
  name: string;
  values: Map<string, unknown>;
  /** its other fields, for what looks alike */
  others: unknown;
}

/** How the name of a row ends. */
const OF_ROW = /(^|\.)\d+\.$/;

function rowsOf(columns: Column[], data: Data): Row[] {
  const rows = new Map<string, Row>();
  for (const { at, path } of columns)
    for (const { parts, value } of fieldsAt(data, path)) {
      const whole = parts.join('.');
      const name = whole.slice(0, -at.length);
      // what is not built as the form is has no such field, and is refused as such
      if (!whole.endsWith(at) || !(at === path ? name === '' : OF_ROW.test(name))) continue;
      const row = rows.get(name) ?? { name, values: new Map(), others: undefined };
      row.values.set(at, value);
      rows.set(name, row);
    }
  for (const row of rows.values())
    row.others = filledIn(row.name ? valueAt(data, row.name.slice(0, -1)) : {}, columns);
  return [...rows.values()];
}

/** What a row holds besides these columns; what is empty is not there. */
function filledIn(row: unknown, columns: Column[]): Data {
  if (typeof row !== 'object' || row === null) return {};
  const left = columns.reduce((rest, { at }) => withValueAt(rest, at, undefined), row as Data);
  const isFilled = ([, value]: [string, unknown]) =>
    value !== undefined && value !== null && value !== '';
  return Object.fromEntries(Object.entries(left).filter(isFilled));
}

/** The values of a row that are masked, and their names. */
function maskedIn(columns: Column[], row: Row) {
  return columns
    .filter(({ at, kind }) => isMasked(kind, row.values.get(at)))
    .map(({ at }) => ({ at, name: row.name + at }));
}

interface Rows {
  now: Row[];
  then: Row[];
  columns: Column[];
  before: SplitData;
  vault: Vault;
}

/** The row of before that a row is with certainty, by what it has masked. */
function originOf(row: Row, rows: Rows): Row | undefined {
  const { now, then, columns, before, vault } = rows;
  const masked = maskedIn(columns, row);
  const looksAs = (one: Row, other: Row) =>
    masked.every(({ at }) => one.values.get(at) === other.values.get(at));
  const candidates = then.filter(
    (one) => looksAs(row, one) && masked.every(({ at }) => before.secrets[one.name + at]),
  );
  // one person of before does not become two
  if (now.filter((one) => looksAs(row, one)).length > candidates.length) return undefined;
  const own = candidates.find(({ name }) => name === row.name);
  const held = (one: Row) => masked.map(({ at }) => plainAt(before, vault, one, at));
  const [first] = candidates;
  if (first && candidates.every((one) => isDeepStrictEqual(held(one), held(first))))
    return own ?? first;
  return own && candidates.every((one) => isInPlace(one, candidates, now, looksAs))
    ? own
    : undefined;
}

/** Is a row where it was: there, looking as it did, and like no other one of those it looks like? */
function isInPlace(
  was: Row,
  candidates: Row[],
  now: Row[],
  looksAs: (one: Row, other: Row) => boolean,
): boolean {
  const row = now.find(({ name }) => name === was.name);
  if (!row || !looksAs(row, was)) return false;
  return (
    isDeepStrictEqual(row.others, was.others) ||
    !candidates.some((one) => isDeepStrictEqual(row.others, one.others))
  );
}

const plainAt = ({ secrets }: SplitData, vault: Vault, row: Row, at: string) =>
  vault.decrypt(secrets[row.name + at] ?? '');
