import { loadConfig } from '../config';
import { createDataSource } from '../entities/data-source';
import { rebuildFacts, wrongFacts } from '../records/statistics';
import { localEnvironment } from './local-environment';

/**
 * `npm run statistics -- verify`: compares what the statistics count with the record; exit code 1 where
 * they differ. `npm run statistics -- rebuild`: makes it anew, as the owner of the tables.
 */
async function main(): Promise<void> {
  localEnvironment();
  const [what] = process.argv.slice(2);
  if (what !== 'verify' && what !== 'rebuild')
    throw new Error('请写明 verify 或 rebuild (say verify or rebuild)');
  const { DATABASE_OWNER_URL, DATABASE_URL } = loadConfig();
  const url = what === 'rebuild' ? DATABASE_OWNER_URL : DATABASE_URL;
  if (!url) throw new Error('DATABASE_OWNER_URL is not set (docs/operations.md)');
  const db = await createDataSource(url, 2).initialize();
  try {
    if (what === 'rebuild') {
      process.stdout.write(`${await rebuildFacts(db)} rows made\n`);
    } else {
      const wrong = await wrongFacts(db);
      process.stdout.write(wrong === 0 ? 'as the record says\n' : `${wrong} rows differ\n`);
      process.exitCode = wrong === 0 ? 0 : 1;
    }
  } finally {
    await db.destroy();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
