import { join } from 'node:path';
import { readResources } from '../models/read';
import { runCases } from './cases/run-cases';
import { startRulesEngine } from './rules-engine';

/**
 * `npm run cases`: runs the `<decision-id>.cases.csv` beside the tables in dmn/, all or those of the
 * decisions named, with the engine's own libraries and without a running stack.
 */
async function main(): Promise<void> {
  const begun = Date.now();
  const root = join(__dirname, '../..');
  const engine = await startRulesEngine();
  try {
    const { passed, failures } = await runCases(
      engine,
      root,
      await readResources(root),
      process.argv.slice(2),
    );
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
