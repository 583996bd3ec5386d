import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { serviceTokens } from '../people';
import { importFile, reportCsv } from './import/import-file';
import { localEnvironment } from './local-environment';

/** The client of Keycloak as which rows are handed in; its role is `data-importer`. */
const CLIENT = 'data-importer';

/**
 * `npm run import -- <process id> <file.csv> [--report <file.csv>]`: hands in each row as a case, as the
 * service account of the importer. Exit code 2: some rows did not fit; 1: nothing more could be done.
 */
async function main(): Promise<void> {
  localEnvironment();
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { report: { type: 'string' } },
  });
  const [processId, file] = positionals;
  if (!processId || !file)
    throw new Error('用法 usage: npm run import -- <process id> <file.csv> [--report <file.csv>]');
  const realm = {
    KEYCLOAK_URL: setting('KEYCLOAK_URL'),
    KEYCLOAK_REALM: setting('KEYCLOAK_REALM'),
  };
  const token = serviceTokens(realm, CLIENT, setting('DATA_IMPORTER_SECRET'));
  const door = { apiUrl: setting('PUBLIC_URL'), token };
  const { taken, known, refused, faults } = await importFile(door, processId, file, progress);
  const csv = reportCsv(faults);
  if (values.report) await writeFile(values.report, csv);
  else if (refused > 0) process.stdout.write(csv.replace('\uFEFF', ''));
  say(`${taken} 行已提交 taken, ${known} 行此前已提交 known, ${refused} 行被拒绝 refused`);
  if (refused > 0) process.exitCode = 2;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** On a terminal one line that counts up, elsewhere a line for each hundred. */
function progress(done: number, of: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${done}/${of}${done === of ? '\n' : ''}`);
  else if (done % 100 === 0 || done === of) say(`${done}/${of}`);
}

const say = (line: string) => process.stdout.write(`${line}\n`);

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
