import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { demoEnterprises } from '../../seed';
import { sql, unique } from './cases';
import { waitFor } from './client';
import { tool } from './models';

const uscc = (label: string) => demoEnterprises.find((one) => one.label === label)?.creditCode;

/** A historical project of 甲 in 慈溪市 as the back end has it, incomplete, under a number of its own. */
export function historical(changes: Record<string, string> = {}): Record<string, string> {
  return {
    permitNo: unique('330282201203010'),
    issueDate: '2012-03-01',
    issuingAuthority: 'county-330282',
    projectName: '慈溪示例新村安置房（虚构）',
    projectPlace: '330282',
    worksCategory: 'BUILDING',
    builderUscc: uscc('甲') ?? '',
    ...changes,
  };
}

/** What makes an imported project complete: contract registration and indicators. */
export const OLD_CONTRACT = {
  ...{ contractNo: 'SG-2012-7', contractAmount: '3,200', signedDate: '2012/2/10' },
  ...{ startDate: '2012年3月20日', plannedFinishDate: '2013-12-31' },
  ...{ 'indicators.0.name': 'AREA', 'indicators.0.value': '21000' },
};

/** What came of importing a file. */
export interface Import {
  code: number;
  out: string;
  /** lines of the report, `line code`; empty where nothing was refused */
  refused: string[];
  report: string;
}

/** Runs `npm run import` with a file of these bytes. */
export async function importFile(bytes: string | Buffer, process: string): Promise<Import> {
  const folder = await mkdtemp(join(tmpdir(), 'zjf-import-'));
  try {
    const [file, reportFile] = [join(folder, 'rows.csv'), join(folder, 'report.csv')];
    await writeFile(file, bytes);
    const { code, out } = await tool('import', process, file, '--report', reportFile);
    const report = await readFile(reportFile, 'utf8').catch(() => '');
    const lines = report.split('\n').slice(1).filter(Boolean);
    const refused = lines.map((line) => line.split(',').slice(0, 2).join(' '));
    return { code, out, refused, report };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Imports historical projects; the head is all the fields that any of them has. */
export function importProjects(
  rows: Record<string, string>[],
  process = 'zj-history-import',
): Promise<Import> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return importFile(stringify(rows, { bom: true, header: true, columns }), process);
}

/** Imports historical projects that must all be taken, and get into the library. @returns their permit numbers */
export async function imported(...changes: Record<string, string>[]): Promise<string[]> {
  const rows = changes.map(historical);
  const { code, out } = await importProjects(rows);
  if (code !== 0) throw new Error(out);
  const numbers = rows.map(({ permitNo = '' }) => permitNo);
  // the command ends when all are handed in
  await waitFor('the imported projects in the library', async () => {
    const found = await sql(
      `select 1 from library_entry where kind = 'project' and valid_to is null
         and natural_key = any($1)`,
      [numbers],
    );
    return found.length === numbers.length;
  });
  return numbers;
}

/** What an enterprise adds to a historical project: contract registration and technical indicators. */
export const HISTORY_SUPPLEMENT = {
  ...{ contractNo: 'SG-2012-7', contractAmount: 3200, signedDate: '2012-02-10' },
  ...{ startDate: '2012-03-20', plannedFinishDate: '2013-12-31' },
  indicators: [{ name: 'AREA', value: '21000' }],
};
