import { type Field, valueAt } from '../domain/paths';
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
  components?: Component[];
}

/** Where a value lies in the data: keys, and positions of rows. */
export type ValuePath = Field['parts'];

/** How a field is called in refusals: `tender.winnerName`, `participants.0.name`. */
export const fieldName = (at: ValuePath) => at.join('.');

/** A value that does not suit its field, and where the field stands on the form. */
interface Misfit {
  at: ValuePath;
  component: Component;
  message: string;
}

const TEXT = new Set(['textfield', 'textarea', 'select', 'radio']);
const CHOICES = new Set(['checklist', 'taglist']);
const NOT_VALID = 'Value is not valid.';
const TOO_MANY_ROWS = 'At most {value} rows.';
/** A form is filled in by people: longer lists are no submission. */
const ROWS_AT_MOST = 100;

/** Is it a thing with fields, no list? */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** form-js empties, rounds or chokes on values of another type, where it should refuse them. */
function fits({ type, subtype, values }: Component, value: unknown): boolean {
  if (TEXT.has(type)) return typeof value === 'string';
  if (CHOICES.has(type)) return isChoice(value, values);
  if (type === 'checkbox') return typeof value === 'boolean';
  if (type === 'number')
    return (
      ['number', 'string'].includes(typeof value) && /^-?\d+(\.\d+)?$/.test(String(Number(value)))
    );
  if (type === 'datetime' && subtype === 'date') return isDate(value);
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

/** Takes out of the data, in place, what does not suit its field. */
export function takeMisfits(components: Component[], data: Record<string, unknown>): Misfit[] {
  const found = misfits(components, data, []);
  for (const { at } of found) dropAt(data, at);
  return found;
}

function misfits(components: Component[], data: unknown, at: ValuePath): Misfit[] {
  return components.flatMap((component) => {
    const here = [...at, ...(component.key ?? component.path ?? '').split('.').filter(Boolean)];
    const value = valueAt(data, fieldName(here));
    if (component.components) return insideOf(component, value, data, here);
    const wrong = component.key && !isEmpty(value) && !fits(component, value);
    return wrong ? [{ at: here, component, message: NOT_VALID }] : [];
  });
}

function insideOf(component: Component, value: unknown, data: unknown, at: ValuePath): Misfit[] {
  const { components = [], type, path } = component;
  if (!path || isEmpty(value)) return path ? [] : misfits(components, data, at);
  const wrong = (where: ValuePath, message = NOT_VALID) => [{ at: where, component, message }];
  if (type !== 'dynamiclist') return isObject(value) ? misfits(components, data, at) : wrong(at);
  if (!Array.isArray(value) || !value.every(isObject)) return wrong(at);
  if (value.length > ROWS_AT_MOST) return wrong(at, TOO_MANY_ROWS);
  return value.flatMap((_, row) => misfits(components, data, [...at, row]));
}

function dropAt(data: unknown, at: ValuePath): void {
  const parent = (at.length > 1 ? valueAt(data, fieldName(at.slice(0, -1))) : data) as Record<
    string | number,
    unknown
  >;
  delete parent[at.at(-1) ?? ''];
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

/** Misfits as field errors. */
export function misfitErrors(components: Component[], found: Misfit[]): FieldError[] {
  return found.map(({ at, message }) => {
    const fill = (text: string) => text.replace('{value}', String(ROWS_AT_MOST));
    return {
      field: fieldName(at),
      label: fieldLabel(components, at),
      en: fill(message),
      zh: fill(label('formErrors', message)),
    };
  });
}
