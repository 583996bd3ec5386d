import { loadConfig } from '../config';
import { createDataSource } from '../entities/data-source';
import { verifySamples } from '../records/samples-verify';
import { localEnvironment } from './local-environment';

/**
 * `npm run sample:verify [id]`: repeats a draw, or all of them, from what is stored and compares with
 * what was drawn and with the audit trail; exit code 1 where one does not hold.
 */
async function main(): Promise<void> {
  localEnvironment();
  const [id] = process.argv.slice(2);
  const db = await createDataSource(loadConfig().DATABASE_URL, 2).initialize();
  const checks = await verifySamples(db.manager, id).finally(() => db.destroy());
  for (const { id, name, result, fault } of checks)
    process.stdout.write(`${fault ? `BROKEN (${fault})` : 'holds'} ${id} ${name}: ${result}\n`);
  const broken = checks.filter(({ fault }) => fault).length;
  if (id && checks.length === 0) throw new Error(`there is no draw ${id}`);
  process.stdout.write(
    broken === 0 ? `all ${checks.length} hold\n` : `${broken} of ${checks.length} are broken\n`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
