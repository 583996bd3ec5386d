import type { PublicLine } from '../entities';
import type { FormComponent, FormModel } from '../models/read';
import { placeName } from './place-name';

/**
 * The fields of a case that its form declares public (component property `public`), with their
 * labels; nothing else ever leaves. Fields of personal data are left out whatever they declare.
 */
export function publicContent(form: FormModel, data: Record<string, unknown>): PublicLine[] {
  const shown = form.components.filter(
    ({ key, properties }) => key && properties.public && !properties.pii,
  );
  const lists = [...new Set(shown.flatMap(({ list }) => list ?? []))];
  return [
    ...shown.filter(({ list }) => !list).flatMap((field) => fieldLine(field, data)),
    ...lists.flatMap((list) => {
      const columns = shown.filter((field) => field.list === list);
      return listLines(listOf(form, list), columns, at(data, list));
    }),
  ];
}

/** Puts lines in the place of those with the same label; others are added. */
export function replacedLines(lines: PublicLine[], by: PublicLine[]): PublicLine[] {
  const replaced = lines.flatMap((line, index) => {
    const given = by.filter(({ label }) => label === line.label);
    if (given.length === 0) return [line];
    const first = lines.findIndex(({ label }) => label === line.label) === index;
    return first ? given.map((one) => ({ ...line, ...one })) : [];
  });
  return [...replaced, ...by.filter((one) => !lines.some(({ label }) => label === one.label))];
}

function fieldLine(field: FormComponent, data: Record<string, unknown>): PublicLine[] {
  const value = wording(field, at(data, field.path ?? ''));
  const group = field.groups.at(-1);
  if (value === '') return [];
  return [{ ...(group ? { group } : {}), label: field.label, value, ...searchedBy([field]) }];
}

/** Label and group of a list; one in no group is a group of its own. */
function listOf(form: FormModel, path: string): { label: string; group: string } {
  const list = form.components.find((c) => c.type === 'dynamiclist' && c.path === path);
  const label = list?.label ?? path;
  return { label, group: list?.groups.at(-1) ?? label };
}

/** Each row of a list as one line, labelled as the list. */
function listLines(
  list: { label: string; group: string },
  columns: FormComponent[],
  rows: unknown,
): PublicLine[] {
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row) => {
    const value = columns
      .map((column) => wording(column, at(row, column.key ?? '')))
      .filter(Boolean)
      .join(' · ');
    return value === '' ? [] : [{ ...list, value, ...searchedBy(columns) }];
  });
}

function searchedBy(fields: FormComponent[]): { searched?: true } {
  return fields.some(({ properties }) => properties.public === 'search') ? { searched: true } : {};
}

function at(data: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | null)?.[step], data);
}

/** The option's label, 是 or 否, numbers and text as they are; of anything else nothing. */
function wording(field: FormComponent, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => wording(field, one)).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const option = field.values.find(({ value: code }) => code === String(value));
  return option?.label ?? placeName(field, String(value)) ?? String(value);
}
