import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { demoEnterprises } from '../seed';
import { importFile } from '../src/tools/import/import-file';
import { createTokens, setting } from '../stand-in/tokens';
import { every } from '../stand-in/wait';
import { countCpu, stackTotal } from './cpu';
import { rounded, table } from './figures';
import { localTarget } from './target';

/**
 * `npm run bench:import [-- <rows>]`: what importing a file costs on the running local stack, until the last
 * row stands in the library, and then the same file once more.
 */
const ROWS = Number(process.argv[2] ?? 1000);
const PROCESS = 'zj-history-import';

const builder = demoEnterprises[0]?.creditCode ?? '';
const run = Date.now().toString(36).toUpperCase();
const permitNo = (row: number) => `BENCH${run}${row}`;

/** A file of invented projects. */
function file(): string {
  const head = 'permitNo,issueDate,projectName,projectPlace,worksCategory,builderUscc';
  const rows = Array.from({ length: ROWS }, (_, row) =>
    [permitNo(row), '2012-03-01', `示例工程${row}（虚构）`, '330282', 'BUILDING', builder].join(
      ',',
    ),
  );
  return [head, ...rows].join('\n');
}

async function main(): Promise<void> {
  const { env, parts } = localTarget();
  const tokens = createTokens(env);
  const door = { apiUrl: setting(env, 'PUBLIC_URL'), token: () => tokens.of('data-importer') };
  const db = new Client({ connectionString: setting(env, 'DATABASE_URL') });
  await db.connect();
  const folder = await mkdtemp(join(tmpdir(), 'zjf-bench-import-'));
  try {
    const path = join(folder, 'rows.csv');
    await writeFile(path, file());
    const stored = async () => {
      const { rows } = await db.query<{ n: number }>(
        "select count(*)::int as n from library_entry where kind = 'project' and natural_key like $1",
        [`BENCH${run}%`],
      );
      return rows[0]?.n ?? 0;
    };
    const pass = async (name: string) => {
      const used = countCpu(parts);
      const begun = performance.now();
      const { taken, known, refused } = await importFile(door, PROCESS, path);
      const answered = (performance.now() - begun) / 1000;
      while ((await stored()) < ROWS) await every(100);
      const seconds = (performance.now() - begun) / 1000;
      const cpu = stackTotal(used()) / ROWS;
      return [name, `${taken}/${known}/${refused}`, ...[answered, seconds, cpu].map(rounded)];
    };
    const rows = [await pass('at first'), await pass('once more')];
    const head = [`${ROWS} rows`, 'taken/known/refused', 's to the last answer'];
    const costs = ['s to the last entry', 'CPU-ms a row, the stack together'];
    process.stdout.write(`${table([...head, ...costs], rows)}\n`);
  } finally {
    await rm(folder, { recursive: true });
    await db.end();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
