import { readFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { readForm } from '../../models/read-form';
import { readRows } from './rows';
import { type Door, type Imported, type RowFault, sendRows } from './send-rows';

/**
 * Hands in every row of a CSV file as a case of a process.
 * @param progress told after each row: how many are done, of how many
 * @throws Error for a file that cannot be read, a process that has no start form, or a platform that is away
 */
export async function importFile(
  door: Door,
  process: string,
  file: string,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<Imported> {
  const form = await startForm(door, process);
  const rows = readRows(await readFile(file), form);
  const imported = await sendRows(door, process, rows, (done) => progress(done, rows.length));
  const labels = new Map(form.components.map(({ path, label }) => [path, label]));
  const faults = imported.faults.map((fault) => {
    return { ...fault, field: labels.get(fault.field) ?? fault.field };
  });
  return { ...imported, faults };
}

/** The start form as it is deployed. */
async function startForm({ apiUrl, token }: Door, process: string) {
  const response = await fetch(`${apiUrl}/api/forms/${encodeURIComponent(process)}`, {
    headers: { Authorization: `Bearer ${await token()}` },
  });
  if (response.status === 404) throw new Error(`没有流程 ${process} (no such process)`);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return readForm(process, await response.text());
}

/** What was refused as a CSV file that Excel opens: a line for each reason. */
export function reportCsv(faults: RowFault[]): string {
  const columns = [
    { key: 'line', header: '行' },
    { key: 'code', header: '代码' },
    { key: 'message', header: '说明' },
    { key: 'field', header: '字段' },
    { key: 'came', header: '原值' },
  ];
  // a cell must not become a formula
  return stringify(faults, { bom: true, header: true, columns, escape_formulas: true });
}
