import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DecisionModel, readModels } from '../../src/models/read';
import { type Change, ROOT } from './models';

/** A row as an analyst types it into the Modeler. */
export interface Row {
  id: string;
  annotation: string;
  /** by the label of the column; what is not named stays empty */
  cells: Record<string, string>;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * A new row above another one of a decision table, with all the columns that the table has by now.
 * @throws Error where there is no such table or column
 */
export async function rowAbove(
  file: string,
  decisionId: string,
  above: string,
  row: Row,
): Promise<Change> {
  const { inputs, outputs } = await tableOf(file, decisionId);
  const labels = [...inputs, ...outputs].map(({ label }) => label);
  const unknown = Object.keys(row.cells).filter((label) => !labels.includes(label));
  if (unknown.length > 0) throw new Error(`${decisionId} has no ${unknown}: ${labels}`);
  const cell = (kind: 'input' | 'output') => (column: { label: string }, n: number) =>
    `<${kind}Entry id="${row.id}_${kind}${n}"><text>${escaped(row.cells[column.label] ?? '')}</text></${kind}Entry>`;
  return {
    file,
    from: `<rule id="${above}">`,
    to: [
      `<rule id="${row.id}">`,
      `<description>${escaped(row.annotation)}</description>`,
      ...inputs.map(cell('input')),
      ...outputs.map(cell('output')),
      '</rule>',
      `<rule id="${above}">`,
    ].join('\n        '),
  };
}

/** Another content of one cell of a row. @throws Error where there is no such row or column */
export async function cellOf(
  file: string,
  decisionId: string,
  row: string,
  column: string,
  value: string,
): Promise<Change> {
  const { inputs, outputs } = await tableOf(file, decisionId);
  const content = await readFile(join(ROOT, file), 'utf8');
  const [from] = new RegExp(`<rule id="${row}">.*?</rule>`, 's').exec(content) ?? [];
  const [n, m] = [inputs, outputs].map((all) => all.findIndex(({ label }) => label === column));
  const [kind, place] = n !== -1 ? ['input', n] : ['output', m];
  const cells = from?.match(new RegExp(`<${kind}Entry .*?</${kind}Entry>`, 'gs'));
  const cell = cells?.[place ?? -1];
  if (!from || !cell) throw new Error(`${decisionId} has no ${column} in ${row}`);
  const to = cell.replace(/<text>.*<\/text>/s, `<text>${escaped(value)}</text>`);
  return { file, from, to: from.replace(cell, to) };
}

async function tableOf(file: string, decisionId: string): Promise<DecisionModel> {
  const content = await readFile(join(ROOT, file), 'utf8');
  const table = (await readModels([{ name: file, content }])).decisions[decisionId];
  if (!table) throw new Error(`${file} has no ${decisionId}`);
  return table;
}
