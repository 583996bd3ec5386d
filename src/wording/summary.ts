import type { EntityManager } from 'typeorm';
import { valueAt } from '../domain/paths';
import { toShanghaiIso } from '../domain/working-days';
import { Attachment, type CaseFile } from '../entities';
import type { FormComponent, FormModel, Labels } from '../models/read';
import { label } from './labels';
import { placeName } from './place-name';

/** A field as people read it. */
export interface LabelledValue {
  group?: string;
  label: string;
  value: string;
  /** the rows of a list */
  table?: { columns: string[]; rows: string[][] };
}

/** Is there nothing to read? */
export const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);

/** A form, and the words of its release. */
export interface Worded {
  form: FormModel;
  labels: Labels;
}

/** Wording of a value: the option's label, a date as written, a list joined. */
export function wording(of: Worded, component: FormComponent, value: unknown): string {
  const one = (v: unknown) =>
    component.values.find((option) => option.value === v)?.label ??
    placeName(component, v) ??
    (typeof v === 'boolean' ? label(of.labels, 'booleans', String(v)) : String(v ?? ''));
  if (component.type === 'dynamiclist' && Array.isArray(value))
    return value.map((row) => rowInWords(of, columnsOf(of.form, component), row)).join('；');
  return Array.isArray(value) ? value.map(one).join('、') : one(value);
}

/** What a row of a list has: its fields, and lists in it. */
export function columnsOf(form: FormModel, list: FormComponent): FormComponent[] {
  return form.components.filter((c) => c.list === list.path && (c.key || c.type === 'dynamiclist'));
}

function cell(of: Worded, column: FormComponent, row: unknown): string {
  const inRow = (column.path ?? '').slice((column.list ?? '').length + 1);
  return wording(of, column, valueAt(row, inRow));
}

/**
 * How a field is called where it stands alone: in a list with the list's name before its own, and with
 * its group's where another field has the same name.
 */
export function nameInForm(form: FormModel, component: FormComponent): string {
  const { label: text, key, path, list, groups } = component;
  const name = text || key || path || '';
  const same = form.components.filter((one) => one.key && !one.list && one.label === name);
  const around = list
    ? form.components.find((one) => one.type === 'dynamiclist' && one.path === list)?.label
    : same.length > 1 && groups.at(-1);
  return around ? `${around} ${name}` : name;
}

/** A row in one line: `角色：施工，份额：60`. */
export function rowInWords(of: Worded, columns: FormComponent[], row: unknown): string {
  return columns
    .map((column) => ({ name: column.label || column.key, value: cell(of, column, row) }))
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}：${value}`)
    .join('，');
}

/**
 * The entered data with the labels of the form it was entered in; personal data is masked already.
 * @param labels of the form's release
 * @param only keep fields with component property `summary` = "true"; a list then gives one value a
 *   row, else one table
 */
export function labelledData(
  labels: Labels,
  form: FormModel,
  data: Record<string, unknown>,
  only: 'all' | 'summary' = 'all',
): LabelledValue[] {
  const of: Worded = { form, labels };
  const wanted = ({ properties }: FormComponent) => only === 'all' || properties.summary === 'true';
  return form.components.flatMap((component): LabelledValue[] => {
    const { path, list, type, groups } = component;
    const value = path && !list ? valueAt(data, path) : undefined;
    if (isEmpty(value)) return [];
    const name = component.label || component.key || path || '';
    const group = groups.at(-1);
    const placed = group ? { group } : {};
    if (type === 'dynamiclist') {
      const columns = columnsOf(form, component).filter(wanted);
      const rows = columns.length > 0 ? (value as unknown[]) : [];
      if (only === 'all') return [{ ...placed, label: name, ...asTable(of, columns, rows) }];
      return rows
        .map((row, i) => {
          return { ...placed, label: `${name}${i + 1}`, value: rowInWords(of, columns, row) };
        })
        .filter((row) => row.value !== '');
    }
    // what is computed without a name of its own is for decisions, not for people
    const unnamed = type === 'expression' && !component.label;
    if (!component.key || unnamed || !wanted(component)) return [];
    return [{ ...placed, label: name, value: wording(of, component, value) }];
  });
}

function asTable(of: Worded, columns: FormComponent[], rows: unknown[]) {
  return {
    value: String(rows.length),
    table: {
      columns: columns.map((column) => column.label || column.key || ''),
      rows: rows.map((row) => columns.map((column) => cell(of, column, row))),
    },
  };
}

/** Files of a case in the current round, as a task form lists them. */
export async function attachmentRows(
  db: EntityManager,
  labels: Labels,
  file: CaseFile,
): Promise<{ name: string; kind: string; size: string; uploadedAt: string }[]> {
  const rows = await db.find(Attachment, {
    where: { caseId: file.id, round: file.round },
    order: { uploadedAt: 'ASC', kind: 'ASC', id: 'ASC' },
  });
  return rows.map((a) => {
    return {
      name: a.name,
      kind: label(labels, 'attachments', a.kind ?? '', file.processId),
      size: `${Math.max(1, Math.round(a.size / 1024))} KB`,
      uploadedAt: toShanghaiIso(a.uploadedAt).slice(0, 16).replace('T', ' '),
    };
  });
}
