import { parse } from 'csv-parse/sync';
import { type Field, place } from '../../domain/paths';
import type { FormComponent, FormModel } from '../../models/read';

/** A row of a file as a submission. */
export interface ImportRow {
  /** of the file, from 1; the head is line 1 */
  line: number;
  data: Record<string, unknown>;
  /** why it cannot be handed in at all */
  fault?: string;
}

interface Column {
  name: string;
  field: FormComponent;
  parts: Field['parts'];
}

/** Kinds of components that take nothing from a file. */
const NO_VALUE = new Set(['group', 'dynamiclist', 'text', 'html', 'image', 'spacer', 'separator']);
const SEVERAL = new Set(['checklist', 'taglist']);
const YES_NO: Record<string, boolean> = { 是: true, true: true, 否: false, false: false };

/**
 * Reads a CSV file whose head names fields of a start form: by key (`permitNo`, in a group
 * `contract.number`, in a list `indicators.0.name`) or by label (in a list `技术指标第1项 名称`). Choices may be written by their label, yes
 * and no as 是 and 否, several choices with `、` between. An empty cell is a field that is not filled in.
 * @throws Error for a file that is not UTF-8, and for a head that does not fit the form
 */
export function readRows(bytes: Uint8Array, form: FormModel): ImportRow[] {
  const rows = parse(utf8(bytes), {
    ...{ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true },
    skip_records_with_empty_values: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const [head, ...body] = rows;
  if (!head) throw new Error('文件没有表头 (the file has no head)');
  const columns = columnsOf(head.record, form);
  return body.map(({ record, info }) => {
    const row: ImportRow = { line: info.lines, data: {} };
    if (record.length > columns.length)
      row.fault = `该行有 ${record.length} 列，表头有 ${columns.length} 列 (more cells than the head has)`;
    for (const [at, { field, parts }] of columns.entries()) {
      const cell = record[at] ?? '';
      if (cell !== '') place(row.data, parts, cellValue(field, cell));
    }
    return row;
  });
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(
      '文件不是 UTF-8，请在 Excel 中另存为“CSV UTF-8（逗号分隔）” (not UTF-8: save it as “CSV UTF-8”)',
    );
  }
}

/** Every column of the head, or all that is wrong with it at once. */
function columnsOf(head: string[], form: FormModel): Column[] {
  const faults: string[] = [];
  const columns = head.map((name): Column | undefined => {
    const found = fieldsNamed(name, form);
    const [column] = found;
    if (column && found.length === 1) return column;
    const paths = found.map(({ field }) => field.path).join('、');
    faults.push(
      column
        ? `“${name}”有 ${found.length} 个，请写字段代码 (ambiguous, write the key)：${paths}`
        : `表单没有“${name}” (no such field)`,
    );
    return undefined;
  });
  const twice = head.filter((name, at) => head.indexOf(name) !== at);
  faults.push(...twice.map((name) => `“${name}”出现两次 (there twice)`));
  if (faults.length === 0) return columns as Column[];
  const known = form.components.filter(isField).map(({ path, label }) => `${label}（${path}）`);
  throw new Error([...faults, `表单的字段 (fields of the form)：${known.join('、')}`].join('\n'));
}

const isField = ({ type, path }: FormComponent) => Boolean(path) && !NO_VALUE.has(type);

function fieldsNamed(name: string, form: FormModel): Column[] {
  const fields = form.components.filter(isField);
  const parts = name.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const path = parts.filter((part) => typeof part === 'string').join('.');
  const byKey = fields.filter((field) => field.path === path && isWhole(field, parts));
  if (byKey.length > 0) return byKey.slice(0, 1).map((field) => ({ name, field, parts }));
  const [, inList, row, label = name] = ROW_LABEL.exec(name) ?? [];
  return fields
    .filter((field) => field.label === label)
    .filter(({ list, groups }) => (list ? groups.at(-1) === inList : !row))
    .map((field) => ({ name, field, parts: partsOf(field, Number(row) - 1) }));
}

/** As refusals name a field of a list: `参建单位第1项 负责人`. */
const ROW_LABEL = /^(.+)第([1-9]\d*)项\s*(.+)$/u;

function partsOf({ path = '', list }: FormComponent, row: number): Field['parts'] {
  if (!list) return path.split('.');
  return [...list.split('.'), row, ...path.slice(list.length + 1).split('.')];
}

/** A column of a list needs the position of its row, every other field none. */
function isWhole({ list }: FormComponent, parts: Field['parts']): boolean {
  const positions = parts.filter((part) => typeof part === 'number').length;
  return positions === (list ? 1 : 0);
}

/** A cell as its field takes it; what does not fit is left as it is, and the form says so. */
function cellValue({ type, values }: FormComponent, cell: string): unknown {
  const choice = (text: string) => values.find(({ label }) => label === text)?.value ?? text;
  if (type === 'checkbox') return YES_NO[cell.toLowerCase()] ?? cell;
  if (SEVERAL.has(type)) return cell.split(/[、;；]/).map((text) => choice(text.trim()));
  return choice(cell);
}
