import type { Cell, CellStyle, DataValidation, WriteSheet } from 'hucre/xlsx';
import { type Column, letterOf } from './columns';
import { LAYOUT, ownerCell } from './layout';

/** What a template is made for. */
export interface Template {
  process: string;
  /** name of the process */
  title: string;
  columns: Column[];
  /** rows that it takes */
  most: number;
  /** lists of the form, which are not in it */
  lists: string[];
}

const HEAD: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF5' } },
  alignment: { wrapText: true, vertical: 'center' },
};
/** A cell in which nothing that is typed becomes a number, a date or a formula. */
const TEXT: CellStyle = { numFmt: '@' };
const DAY: CellStyle = { numFmt: 'yyyy-mm-dd' };

/** The spreadsheet that people fill in, as the bytes of an .xlsx file. */
export async function writeTemplate(template: Template): Promise<Buffer> {
  const { writeXlsx } = await import('hucre/xlsx');
  const { columns, most, process } = template;
  const last = LAYOUT.first + most;
  const cells = new Map<string, Partial<Cell>>();
  for (const position of [0, ...columns.map((_, i) => i + 1)])
    cells.set(`${LAYOUT.labels},${position}`, { style: HEAD });
  for (const [i, { takes }] of columns.entries()) {
    const style = takes === 'day' ? DAY : takes === 'number' ? undefined : TEXT;
    if (!style) continue;
    for (let row: number = LAYOUT.first; row < last; row += 1)
      cells.set(`${row},${i + 1}`, { value: null, style });
  }
  const listed = columns.filter(({ options }) => options.length > 0);
  const sheets: WriteSheet[] = [
    {
      name: LAYOUT.data,
      rows: [
        ['备注（不提交）', ...columns.map(({ label, required }) => label + (required ? ' *' : ''))],
        [ownerCell(process), ...columns.map(({ path }) => path)],
      ],
      columns: [{ width: 16 }, ...columns.map(({ label }) => ({ width: widthOf(label) }))],
      cells,
      rowDefs: new Map([[LAYOUT.paths, { hidden: true }]]),
      freezePane: { rows: LAYOUT.first },
      dataValidations: columns.flatMap((column, i) => {
        const letter = letterOf(i + 1);
        return validationOf(column, `${letter}${LAYOUT.first + 1}:${letter}${last}`, listed);
      }),
    },
    {
      name: LAYOUT.notes,
      rows: notesOf(template),
      columns: [{ width: 8 }, { width: 34 }, { width: 8 }, { width: 80 }],
    },
  ];
  const rows = Math.max(0, ...listed.map(({ options }) => options.length));
  const choices = Array.from({ length: rows }, (_, row) =>
    listed.map(({ options }) => options[row]?.label ?? null),
  );
  if (rows > 0) sheets.push({ name: LAYOUT.choices, hidden: true, rows: choices });
  return Buffer.from(await writeXlsx({ sheets }));
}

const widthOf = (label: string) => Math.min(40, Math.max(14, label.length * 2 + 4));

/** What Excel itself offers or refuses while a column is filled in; whatever comes is judged anew. */
function validationOf(column: Column, range: string, listed: Column[]): DataValidation[] {
  const { takes, options, label } = column;
  const said = {
    range,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: label.slice(0, 30),
  };
  if (takes === 'yes')
    return [{ type: 'list', values: ['是', '否'], errorMessage: '请选择是或否', ...said }];
  if (takes === 'one' && options.length > 0) {
    const letter = letterOf(listed.indexOf(column));
    const source = `'${LAYOUT.choices}'!$${letter}$1:$${letter}$${options.length}`;
    return [{ type: 'list', formula1: source, errorMessage: '请从下拉列表中选择', ...said }];
  }
  if (takes === 'number')
    return [
      {
        ...{ type: 'decimal', operator: 'between', formula1: '-999999999999999' },
        ...{ formula2: '999999999999999', errorMessage: '请填写数字' },
        ...said,
      },
    ];
  return [];
}

/** The sheet that says what each column takes. */
function notesOf({ title, columns, most, lists }: Template): (string | null)[][] {
  const columnsNotHere = lists.map((name) => `“${name}”`).join('、');
  return [
    [title],
    [`在“${LAYOUT.data}”表中从第 ${LAYOUT.first + 1} 行起每行填写一件，最多 ${most} 件。`],
    ['带 * 的列必填；其他列是否必填、是否适用，由各行所填的内容决定，上传后逐行检查。'],
    ['全部行都通过检查才会提交；有一行不通过，则一行也不提交。'],
    ['请勿更改表头和隐藏的第 2 行。不接受公式；A 列供您自己备注，不提交。'],
    ['附件列填写文件名（多个用“；”分开），这些文件与本表一起选择上传。'],
    ...(lists.length > 0
      ? [[`${columnsNotHere}含多行内容，不能用表格填写，请逐件在线申报。`]]
      : []),
    [],
    ['列', '名称', '必填', '填写要求'],
    ...columns.map((column, i) => [
      letterOf(i + 1),
      column.label,
      column.required ? '是' : '',
      takenBy(column),
    ]),
  ];
}

function takenBy({ takes, options, longest }: Column): string {
  const labels = options.map(({ label }) => label).join('；');
  const said: Record<Column['takes'], string> = {
    text: longest ? `文字，最多 ${longest} 个字符` : '文字',
    number: '数字，不带单位',
    day: '日期，如 2026-01-05',
    one: labels ? `下列之一：${labels}` : '文字',
    several: labels ? `下列的一项或几项，用“；”分开：${labels}` : '文字，几项用“；”分开',
    yes: '是或否',
    files: '文件名，如 合同.pdf；几个用“；”分开',
  };
  return said[takes];
}
