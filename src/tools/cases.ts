import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config';
import { createDataSource } from '../entities/data-source';
import { readModelFolders, readResources } from '../models/read';
import { casesFromPast } from './cases/from-past';
import { runCases } from './cases/run-cases';
import { localEnvironment } from './local-environment';
import { startRulesEngine } from './rules-engine';

const ROOT = join(__dirname, '../..');
/** So many of the newest judgements become cases. */
const LAST = 100;

/**
 * `npm run cases`: runs the `<decision-id>.cases.csv` beside the tables in dmn/, all or those of the
 * decisions named, with the engine's own libraries and without a running stack. With
 * `-- --from-past <decision-id> [--last <n>]` writes such a file from what the table was told in the past.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'from-past': { type: 'string' }, last: { type: 'string' } },
  });
  if (values['from-past']) await fromPast(values['from-past'], Number(values.last ?? LAST));
  else await run(positionals);
}

/** @throws Error for a number of judgements that is none */
async function fromPast(decisionId: string, last: number): Promise<void> {
  if (!Number.isInteger(last) || last < 1)
    throw new Error(`--last：应为件数，例如 ${LAST} / must be a number of judgements`);
  localEnvironment();
  const db = await createDataSource(loadConfig().DATABASE_URL, 1).initialize();
  try {
    const models = await readModelFolders(ROOT);
    const { file, cases } = await casesFromPast(db, ROOT, models, decisionId, last);
    console.log(`${file}: ${cases} cases written`);
  } finally {
    await db.destroy();
  }
}

async function run(only: string[]): Promise<void> {
  const begun = Date.now();
  const engine = await startRulesEngine();
  try {
    const { passed, failures } = await runCases(engine, ROOT, await readResources(ROOT), only);
    for (const failure of failures) console.log(failure);
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    console.log(`${passed} cases right, ${failures.length} differences, ${seconds} s`);
    if (failures.length > 0 || passed === 0) process.exitCode = 1;
  } finally {
    await engine.close();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
