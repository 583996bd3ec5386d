import { loadConfig } from '../config';
import { createDataSource } from '../entities/data-source';
import { verifyAllChains } from '../records/audit-verify';
import { localEnvironment } from './local-environment';

/** `npm run audit:verify`: checks every audit chain; exit code 1 names the row that does not fit. */
async function main(): Promise<void> {
  localEnvironment();
  const db = await createDataSource(loadConfig().DATABASE_URL, 2).initialize();
  const checks = await verifyAllChains(db);
  await db.destroy();
  const broken = checks.flatMap((c) => (c.ok ? [] : [c]));
  for (const { chain, seq, id, reason } of broken)
    process.stdout.write(`BROKEN ${chain}: event ${seq} (row ${id ?? 'gone'}) ${reason}\n`);
  const events = checks.reduce((n, c) => n + (c.ok ? c.count : 0), 0);
  process.stdout.write(
    broken.length === 0
      ? `audit chains hold: ${checks.length} chains, ${events} events\n`
      : `${broken.length} of ${checks.length} audit chains are broken\n`,
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
