import { comparable, EXACT_DIGITS, tidied } from '../domain/normal-form';
import { withValueAt } from '../domain/paths';
import { type Column, kindOf } from './columns';
import type { RawCell, RawSheet } from './raw';

/** A cell that no field could take, and why. */
export interface WrongCell {
  path: string;
  zh: string;
  en: string;
}

/** A row as a submission. */
export interface SheetRow {
  /** as Excel shows it */
  number: number;
  /** what the form is given */
  data: Record<string, unknown>;
  /** names of files by kind */
  files: { kind: string; name: string }[];
  /** each column as text, as it is shown to whoever sent it */
  shown: string[];
  wrong: WrongCell[];
}

const BETWEEN = /[;；、\n]/;
const YES = new Set(['是', 'TRUE', 'Y', 'YES', '1', '√']);
const NO = new Set(['否', 'FALSE', 'N', 'NO', '0', '×']);

/** The columns that a sheet names twice, or that there are not (any more); their order is free. */
export function unknownPaths({ paths }: RawSheet, columns: Column[]): string[] {
  const known = new Set(columns.map(({ path }) => path));
  return paths.filter((path, at) => path && (!known.has(path) || paths.indexOf(path) !== at));
}

/** What stands in the rows of a sheet, each by the columns of the form. */
export function sheetRows(sheet: RawSheet, columns: Column[]): SheetRow[] {
  return sheet.rows.map(({ number, cells }) => {
    const row: SheetRow = { number, data: {}, files: [], shown: [], wrong: [] };
    for (const column of columns) {
      const at = sheet.paths.indexOf(column.path);
      const cell = at < 0 ? null : (cells[at] ?? null);
      row.shown.push(textOf(cell));
      take(row, column, cell);
    }
    // what stands below no head would be lost without a word
    for (const [at, cell] of cells.entries())
      if (cell && !sheet.paths[at])
        row.wrong.push({
          path: '',
          zh: `“${textOf(cell).slice(0, 20)}”所在的列没有表头`,
          en: `“${textOf(cell).slice(0, 20)}” stands in a column without a head`,
        });
    return row;
  });
}

/** Puts a cell into its row. What the field makes of it is the form's business, as at every door. */
function take(row: SheetRow, column: Column, cell: RawCell): void {
  if (cell === null) return;
  const { path } = column;
  const wrong = wrongIn(column, cell);
  if (wrong) {
    row.wrong.push({ path, ...wrong });
    return;
  }
  const kind = kindOf(column);
  const text = textOf(cell);
  if (kind) row.files.push(...namesIn(text).map((name) => ({ kind, name })));
  else row.data = withValueAt(row.data, path, valueIn(column, cell, text));
}

/** What is lost before a field could look at it. */
function wrongIn({ takes }: Column, cell: NonNullable<RawCell>): Omit<WrongCell, 'path'> | null {
  if (cell.is === 'formula')
    return {
      zh: `不接受公式（${cell.text}），请填写值`,
      en: `holds a formula (${cell.text}), give a value`,
    };
  if (cell.is === 'error')
    return { zh: `单元格有错误（${cell.text}）`, en: `holds an error (${cell.text})` };
  const isInexact =
    cell.is === 'number' && takes !== 'number' && digitsOf(cell.value) > EXACT_DIGITS;
  return isInexact
    ? {
        zh: `数字超过 ${EXACT_DIGITS} 位，Excel 已改动末位，请把单元格设为文本后重新填写`,
        en: `a number of more than ${EXACT_DIGITS} digits: Excel changed the last ones, make the cell a text`,
      }
    : null;
}

/** Digits before the point; a text in which Excel saw a number has no more that are what was typed. */
const digitsOf = (value: number) =>
  Math.abs(Math.trunc(value)).toLocaleString('en', { useGrouping: false }).length;

function valueIn({ takes, options }: Column, cell: NonNullable<RawCell>, text: string): unknown {
  if (takes === 'number') return cell.is === 'number' ? cell.value : text;
  if (takes === 'yes') return yesIn(cell, text);
  if (takes === 'several') return namesIn(text).map((one) => chosen(options, one));
  if (takes === 'one') return chosen(options, text);
  return text;
}

/** The code of a choice by what it is called; anything else as it stands, for the form to refuse. */
function chosen(options: Column['options'], text: string): string {
  const is = (one: string) => comparable(one) === comparable(text);
  const found = options.find(({ label }) => is(label)) ?? options.find(({ value }) => is(value));
  return found?.value ?? text;
}

function yesIn(cell: NonNullable<RawCell>, text: string): unknown {
  if (cell.is === 'yes') return cell.value;
  const form = comparable(text);
  if (YES.has(form)) return true;
  return NO.has(form) ? false : text;
}

const namesIn = (text: string) =>
  text
    .split(BETWEEN)
    .map((name) => tidied(name))
    .filter((name) => name !== '');

/** A cell as people read it. */
function textOf(cell: RawCell): string {
  if (cell === null) return '';
  if (cell.is === 'number')
    return cell.value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 15 });
  if (cell.is === 'yes') return cell.value ? '是' : '否';
  return cell.text;
}
