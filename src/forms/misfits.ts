import { LIMITS } from '../domain/limits';
import { type Field, valueAt } from '../domain/paths';
import type { Labels } from '../models/types';
import { label } from '../wording/labels';
import type { FieldError } from './check';

/** A component of a form schema, as far as its value is concerned. */
export interface Component {
  id?: string;
  type: string;
  key?: string;
  label?: string;
  dateLabel?: string;
  subtype?: string;
  path?: string;
  values?: { value: unknown }[];
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
  values: Record<string, string | number>;
  /** the form has no such field, so that it can be hidden by nothing */
  unknown?: boolean;
  /** the data is not built as the form is: lists, groups, sizes; nothing else of it is judged */
  structural: boolean;
}

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
const NOT_VALID = 'Value is not valid.';
const NOT_VALID_BUT = 'Value is not valid: {expected} is expected, {came} came.';
const TOO_MANY_ROWS = 'At most {value} rows, {came} came.';
const TOO_MANY_IN_ALL = 'At most {value} rows in all lists together.';
const TOO_LONG = 'At most {value} characters, {came} came.';

const TEXT = new Set(['textfield', 'textarea', 'select', 'radio']);
const CHOICES = new Set(['checklist', 'taglist']);
const COMPUTED = 'expression';

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** How many rows a list takes: what its property `maxRows` says. */
const rowsOf = ({ properties }: Component) => Number(properties?.maxRows ?? LIMITS.rows);

/** form-js empties, rounds or chokes on values of another type, where it should refuse them. */
function fits({ type, subtype, values }: Component, value: unknown): boolean {
  if (TEXT.has(type)) return typeof value === 'string';
  if (CHOICES.has(type)) return isChoice(value, values);
  if (type === 'checkbox') return typeof value === 'boolean';
  if (type === 'number')
    return (
      ['number', 'string'].includes(typeof value) && /^-?\d+(\.\d+)?$/.test(String(Number(value)))
    );
  if (type === 'datetime') return subtype === 'date' ? isDate(value) : typeof value === 'string';
  return true;
}

function isChoice(value: unknown, options: Component['values']): boolean {
  if (!Array.isArray(value) || new Set(value).size !== value.length) return false;
  const known = options?.map((option) => option.value);
  return value.every((one) => typeof one === 'string' && (known?.includes(one) ?? true));
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
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

function fitField(fields: Component[], value: unknown, at: ValuePath, walk: Walk): unknown {
  const [field] = fields as [Component];
  if (fields.some(({ type }) => type === COMPUTED)) {
    walk.fitted.computed.push(at);
    return isFlat(value) ? value : undefined;
  }
  const texts = [value].flat().filter((one) => typeof one === 'string');
  const longest = Math.max(0, ...texts.map((text) => text.length));
  if (longest > LIMITS.textLength)
    return note(walk, at, TOO_LONG, { value: LIMITS.textLength, came: longest });
  if (!isFlat(value) || (Array.isArray(value) && !fields.some(({ type }) => CHOICES.has(type))))
    return noteKind(walk, at, CHOICES.has(field.type) ? 'a list of choices' : 'one value', value);
  if (!fields.some((one) => fits(one, value))) note(walk, at, NOT_VALID, {}, { structural: false });
  else if (fields.every((one) => isLonger(one, longest))) walk.fitted.long.push(at);
  return value;
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
    const fill = (text: string, word: (value: string) => string) =>
      text.replace(/{(\w+)}/g, (_, name: string) => word(String(values[name])));
    const short = (text: string) =>
      text.length > NAME_AT_MOST ? `${text.slice(0, NAME_AT_MOST)}…` : text;
    return {
      field: short(fieldName(at)),
      label: short(fieldLabel(components, at)),
      en: fill(message, (value) => value),
      zh: fill(label(labels, 'formErrors', message), (value) => label(labels, 'formErrors', value)),
    };
  });
}
