import { LIMITS } from '../domain/limits';
import { normalIn } from '../domain/normal-field';
import { besideRow, type Field, fieldsAt, place, valueAt } from '../domain/paths';
import { type Link, linksOf } from '../models/linked';
import type { FormComponent, FormModel } from '../models/read';
import { fits, TEXT } from './misfits';
import { notPrintable } from './unprintable';

/**
 * What stands in the linked fields of a form (component property `linked`), whatever was entered there:
 * nothing where the reference was not found, has no such value, or one that the field cannot take.
 * @param refs what the fields of the form refer to (fact `refs`)
 * @param entered tells which rows there are
 * @returns the values, each where its field stands in the data
 */
export function linkedValues(
  form: FormModel,
  refs: Record<string, unknown>,
  entered: Record<string, unknown>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { component, from } of linksOf(form))
    for (const { parts } of fieldsAt(entered, component.path)) {
      if (!isInRow(component, parts)) continue;
      const value = taken(component, valueAt(refs, besideRow(parts, component.list, from)));
      if (value !== undefined) place(values, parts, value);
    }
  return values;
}

/** A field of a list stands in a row; where the list has none, the field is not there. */
function isInRow({ list, path }: Link['component'], parts: Field['parts']): boolean {
  const within = list === undefined ? 0 : path.slice(list.length + 1).split('.').length;
  return within === 0 || typeof parts.at(-within - 1) === 'number';
}

/** The value in the form of its field; undefined where the field could not hold it. */
function taken(component: FormComponent, found: unknown): unknown {
  const { type, values } = component;
  if (found === null || found === '' || typeof found === 'object') return undefined;
  const value = normalIn(component, TEXT.has(type) && found !== undefined ? String(found) : found);
  const options = values.length > 0 ? { values } : {};
  const { subtype } = component;
  if (!fits({ type, ...(subtype && { subtype }), ...options }, value)) return undefined;
  if (typeof value !== 'string') return value;
  return value.length <= LIMITS.textLength && !notPrintable(value, []) ? value : undefined;
}
