import { LIMITS } from '../domain/limits';
import { normalIn } from '../domain/normal-field';
import { dayOf, decimalOf, EXACT_DIGITS, exactNumber, shortened } from '../domain/normal-form';
import { type Field, valueAt } from '../domain/paths';
import type { Labels } from '../models/types';
import { label } from '../wording/labels';
import type { FieldError } from './check';
import { notPrintable } from './unprintable';

/** A component of a form schema, as far as its value is concerned. */
export interface Component {
  id?: string;
  type: string;
  key?: string;
  label?: string;
  dateLabel?: string;
  subtype?: string;
  path?: string;
  values?: { value: unknown; label?: string }[];
  validate?: { maxLength?: unknown };
  properties?: Record<string, string>;
  allowAddRemove?: boolean;
  components?: Component[];
}

/** Where a value lies in the data: keys, and positions of rows. */
export type ValuePath = Field['parts'];

/** How a field is called in refusals: `tender.winnerName`, `participants.0.name`. */
export const fieldName = (at: ValuePath) => at.join('.');

/** Is it a thing with fields, no list? */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value that does not suit its field, and where the field stands on the form. */
export interface Misfit {
  at: ValuePath;
  /** English template of what is said of it; its Chinese stands in labels, group `formErrors` */
  message: string;
  /** what stands in the template */
  values: Record<string, Word>;
  /** the form has no such field, so that it can be hidden by nothing */
  unknown?: boolean;
  /** the data is not built as the form is: lists, groups, sizes; nothing else of it is judged */
  structural: boolean;
  /** the value is of its field's kind, so that decisions judge it, too, and may say it better */
  kept?: boolean;
}

/** A word of a message: one whose Chinese stands in labels, or as it is in both languages. */
export type Word = string | number | { en: string; zh: string };

/** Data held against a form, before form-js and decisions see any of it. */
export interface Fitted {
  /** what is built as the form is; also values of another type than their field's, which a draft keeps */
  data: Record<string, unknown>;
  misfits: Misfit[];
  /** texts longer than their field takes: form-js says so, and no decision reads them */
  long: ValuePath[];
  /** values that were sent for computed fields */
  computed: ValuePath[];
}

const UNKNOWN = 'Field is not part of the form.';
const NOT_VALID_BUT = 'Value is not valid: {expected} is expected, {came} came.';
const TOO_MANY_ROWS = 'At most {value} rows, {came} came.';
const TOO_MANY_IN_ALL = 'At most {value} rows in all lists together.';
const TOO_LONG = 'At most {value} characters, {came} came.';

/** Types of fields that hold one text. */
export const TEXT: ReadonlySet<string> = new Set(['textfield', 'textarea', 'select', 'radio']);
const CHOICES = new Set(['checklist', 'taglist']);
const COMPUTED = 'expression';

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** How many rows a list takes: what its property `maxRows` says. */
const rowsOf = ({ properties }: Component) => Number(properties?.maxRows ?? LIMITS.rows);

/** Does a field take a value? form-js empties, rounds or chokes on others, where it should refuse them. */
export function fits({ type, subtype, values }: Component, value: unknown): boolean {
  if (TEXT.has(type)) return typeof value === 'string' && isOption(value, values);
  if (CHOICES.has(type)) return isChoice(value, values);
  if (type === 'checkbox') return typeof value === 'boolean';
  if (type === 'number') return typeof value === 'number' && exactNumber(value) !== null;
  if (type === 'datetime')
    return typeof value === 'string' && (subtype !== 'date' || dayOf(value) === value);
  return true;
}

/** Without options of its own, a field takes what it is told of elsewhere, or any text. */
const isOption = (value: unknown, options: Component['values']) =>
  options?.some((option) => option.value === value) ?? true;

function isChoice(value: unknown, options: Component['values']): boolean {
  if (!Array.isArray(value) || new Set(value).size !== value.length) return false;
  return value.every((one) => typeof one === 'string' && isOption(one, options));
}

/** A place of the form where data can stand: a field, a list, a group, or what only lies on a path. */
interface Place {
  /** fields that share the name, e.g. under conditions that exclude each other */
  fields: Component[];
  list?: Component;
  inside: Map<string, Place>;
}

const noPlace = (): Place => ({ fields: [], inside: new Map() });

/** A form never changes: its places are worked out once. */
const placesOf = new WeakMap<object, Place>();

function placesIn(schema: object): Place {
  const known = placesOf.get(schema) ?? readPlaces(schema);
  placesOf.set(schema, known);
  return known;
}

function readPlaces(schema: { components?: Component[] }): Place {
  const root = noPlace();
  addPlaces(root, schema.components ?? []);
  return root;
}

function addPlaces(around: Place, components: Component[]): void {
  for (const component of components) {
    const name = component.key ?? component.path ?? '';
    let at = around;
    for (const step of name.split('.').filter(Boolean)) {
      const next = at.inside.get(step) ?? noPlace();
      at.inside.set(step, next);
      at = next;
    }
    if (component.key) at.fields.push(component);
    if (component.type === 'dynamiclist') at.list = component;
    addPlaces(at, component.components ?? []);
  }
}

/**
 * Holds data against a form: is it built as the form is? Looks at no condition and no rule, and at no
 * more of a list than the form takes of it.
 * @param schema the form
 * @param given values as they came, of any kind
 */
export function fitToForm(schema: object, given: Record<string, unknown>): Fitted {
  const fitted: Fitted = { data: {}, misfits: [], long: [], computed: [] };
  fitted.data = fitGroup(placesIn(schema), given, [], { fitted, rows: 0 });
  return fitted;
}

interface Walk {
  fitted: Fitted;
  /** rows of lists so far */
  rows: number;
}

function fitGroup(
  place: Place,
  given: Record<string, unknown>,
  at: ValuePath,
  walk: Walk,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(given)) {
    const inner = place.inside.get(name);
    const here = [...at, name];
    if (!inner) note(walk, here, UNKNOWN, {}, { structural: true, unknown: true });
    else {
      const value = fitOne(inner, given[name], here, walk);
      if (value !== undefined) kept[name] = value;
    }
    if (walk.fitted.misfits.length >= LIMITS.told) break;
  }
  return kept;
}

/** @returns what is kept of a value; undefined where nothing is */
function fitOne(place: Place, value: unknown, at: ValuePath, walk: Walk): unknown {
  if (isEmpty(value)) return value;
  if (place.list) return fitList(place, place.list, value, at, walk);
  if (place.fields.length > 0) return fitField(place.fields, value, at, walk);
  if (isObject(value)) return fitGroup(place, value, at, walk);
  return noteKind(walk, at, 'a group of fields', value);
}

function fitList(
  place: Place,
  list: Component,
  value: unknown,
  at: ValuePath,
  walk: Walk,
): unknown[] | undefined {
  const most = rowsOf(list);
  if (!Array.isArray(value)) return noteKind(walk, at, 'a list of rows', value);
  if (value.length > most)
    return note(walk, at, TOO_MANY_ROWS, { value: most, came: value.length });
  walk.rows += value.length;
  if (walk.rows > LIMITS.rowsInAll)
    return note(walk, at, TOO_MANY_IN_ALL, { value: LIMITS.rowsInAll });
  const odd = value.find((row) => !isObject(row));
  if (odd !== undefined) return noteKind(walk, at, 'a list of rows', [odd]);
  return value.map((row, position) => fitGroup(place, row, [...at, position], walk));
}

function fitField(fields: Component[], came: unknown, at: ValuePath, walk: Walk): unknown {
  const field = (fields.find((one) => fits(one, normalIn(one, came))) ?? fields[0]) as Component;
  const value = normalIn(field, came);
  if (isEmpty(value)) return value;
  if (fields.some(({ type }) => type === COMPUTED)) {
    walk.fitted.computed.push(at);
    return isFlat(value) ? value : undefined;
  }
  const texts = [value].flat().filter((one) => typeof one === 'string');
  const longest = Math.max(0, ...texts.map((text) => text.length));
  if (longest > LIMITS.textLength)
    return note(walk, at, TOO_LONG, { value: LIMITS.textLength, came: longest });
  if (!isFlat(value) || (Array.isArray(value) && !fields.some(({ type }) => CHOICES.has(type))))
    return noteKind(walk, at, CHOICES.has(field.type) ? CHOICE_LIST : 'one value', value);
  if (!fits(field, value)) walk.fitted.misfits.push(notValid(field, value, at));
  else {
    if (fields.every((one) => isLonger(one, longest))) walk.fitted.long.push(at);
    const odd = notPrintable(texts.join('\n'), at);
    if (odd) walk.fitted.misfits.push(odd);
  }
  return value;
}

const CHOICE_LIST = 'a list of choices';
/** Of so many options all are named. */
const OPTIONS_TOLD = 20;
/** What came is told as far as it is short. */
const CAME_AT_MOST = 40;

/**
 * A value that its field does not take: of another kind, or outside of its options. What came is named,
 * unless the field holds personal data, and what is right.
 */
export function notValid(field: Component, value: unknown, at: ValuePath): Misfit {
  return {
    ...{ at, message: NOT_VALID_BUT, structural: false },
    values: { expected: expectedBy(field, value), came: cameAs(field, value) },
    kept: TEXT.has(field.type) && typeof value === 'string',
  };
}

const EXACT_NUMBER = {
  en: `a number of at most ${EXACT_DIGITS} digits`,
  zh: `至多 ${EXACT_DIGITS} 位数字的数`,
};

function expectedBy({ type, subtype, values }: Component, value: unknown): Word {
  if (Array.isArray(value) && new Set(value).size < value.length) return 'each choice once';
  if (CHOICES.has(type) && !Array.isArray(value)) return CHOICE_LIST;
  if (values) return oneOf(values);
  if (type === 'number') return decimalOf(String(value)) ? EXACT_NUMBER : 'a number';
  if (type === 'checkbox') return 'true or false';
  if (type === 'datetime' && subtype === 'date') return 'a date as 2026-12-31';
  return TEXT.has(type) && typeof value !== 'string' ? 'a text' : 'one of what can be chosen';
}

function oneOf(options: NonNullable<Component['values']>): Word {
  const told = options.slice(0, OPTIONS_TOLD);
  const more = options.length > told.length;
  return {
    en: `one of ${told.map(({ value }) => value).join(', ')}${more ? ', …' : ''}`,
    zh: `${told.map(({ value, label: own }) => `${own ?? value}（${value}）`).join('、')}${more ? `等 ${options.length} 项` : ''}之一`,
  };
}

function cameAs({ properties, type, values }: Component, value: unknown): Word {
  if (properties?.pii) return 'another value';
  if (!Array.isArray(value)) return quoted(value);
  const odd = value.filter((one, i) => value.indexOf(one) < i || !isOption(one, values));
  return CHOICES.has(type) && odd.length > 0 ? quoted(odd[0]) : 'a list';
}

/** Text stands in quotation marks, so that an empty-looking one is seen, and a number is told from a text. */
function quoted(value: unknown): Word {
  const text = shortened(String(value), CAME_AT_MOST);
  return typeof value === 'string' ? { en: `"${text}"`, zh: `“${text}”` } : { en: text, zh: text };
}

const isLonger = ({ validate }: Component, length: number) =>
  typeof validate?.maxLength === 'number' && length > validate.maxLength;

/** One value, or a list of such: nothing is nested in it. */
function isFlat(value: unknown): boolean {
  if (!Array.isArray(value)) return typeof value !== 'object' || value === null;
  return value.length <= LIMITS.rows && value.every((one) => typeof one !== 'object');
}

function note(
  { fitted }: Walk,
  at: ValuePath,
  message: string,
  values: Misfit['values'],
  how: Pick<Misfit, 'structural' | 'unknown'> = { structural: true },
): undefined {
  fitted.misfits.push({ at, message, values, ...how });
}

function noteKind(walk: Walk, at: ValuePath, expected: string, value: unknown): undefined {
  note(walk, at, NOT_VALID_BUT, { expected, came: kindOf(value) });
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return value.some(isObject) ? 'a list of rows' : 'a list';
  return isObject(value) ? 'a group of fields' : 'one value';
}

/** The data, copied, without what lies at these places. */
export function without(data: Record<string, unknown>, places: ValuePath[]) {
  const left = structuredClone(data);
  for (const at of places) dropAt(left, at);
  return left;
}

function dropAt(data: unknown, at: ValuePath): void {
  const parent = (at.length > 1 ? valueAt(data, fieldName(at.slice(0, -1))) : data) as
    | Record<string | number, unknown>
    | undefined;
  if (parent) delete parent[at.at(-1) ?? ''];
}

/** What people read: the list with the row's number, or the group, and the field. */
export function fieldLabel(components: Component[], at: ValuePath): string {
  const labels = labelsOn(components, at);
  return labels ? labels.filter(Boolean).join(' ') : fieldName(at);
}

function labelsOn(components: Component[], at: ValuePath): string[] | null {
  for (const component of components) {
    const own = (component.key ?? component.path ?? '').split('.').filter(Boolean);
    if (own.some((step, i) => at[i] !== step)) continue;
    const rest = at.slice(own.length);
    const text = component.label ?? component.dateLabel ?? '';
    if (rest.length === 0 && own.length > 0) return [text || own.join('.')];
    const [row, ...inRow] = rest;
    const numbered = typeof row === 'number';
    const inside = labelsOn(component.components ?? [], numbered ? inRow : rest);
    if (inside)
      return own.length > 0 ? [numbered ? `${text}第${row + 1}项` : text, ...inside] : inside;
    if (numbered && inRow.length === 0) return [`${text}第${row + 1}项`];
  }
  return null;
}

/** A name that nobody of us gave is told as far as it is short. */
const NAME_AT_MOST = 100;

/** Misfits as field errors, in the words of a release. */
export function misfitErrors(
  labels: Labels,
  components: Component[],
  found: Misfit[],
): FieldError[] {
  return found.map(({ at, message, values }) => {
    const fill = (text: string, word: (value: Word) => string) =>
      text.replace(/{(\w+)}/g, (_, name: string) => word(values[name] ?? ''));
    const short = (text: string) => shortened(text, NAME_AT_MOST);
    return {
      field: short(fieldName(at)),
      label: short(fieldLabel(components, at)),
      en: fill(message, (word) => String(typeof word === 'object' ? word.en : word)),
      zh: fill(label(labels, 'formErrors', message), (word) =>
        typeof word === 'object' ? word.zh : label(labels, 'formErrors', String(word)),
      ),
    };
  });
}
