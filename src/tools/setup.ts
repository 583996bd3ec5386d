import { join } from 'node:path';
import { compose } from '../compose';
import { loadConfig } from '../config';
import { readResources } from '../models/read';
import { deployRelease } from '../records/releases';
import { seed } from './seed';

/** Migrations, models and seed, each safe to repeat: what a new or newer installation needs. */
async function main(): Promise<void> {
  const deps = await compose(loadConfig());
  try {
    await deps.db.runMigrations();
    const root = join(__dirname, '../..');
    await Promise.all([
      deployRelease(deps.db, deps.engine, (await readResources(root)) as never, new Date()),
      seed(deps),
    ]);
    const found = await deps.engine.catchUp(deps.db);
    if (found > 0) deps.log.info({ found }, 'open tasks from before the feed');
  } finally {
    await deps.close();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
