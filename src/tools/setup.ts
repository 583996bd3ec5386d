import { join } from 'node:path';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { compose } from '../compose';
import { type Config, loadConfig } from '../config';
import type { Deps } from '../deps';
import { shanghaiDay } from '../domain/working-days';
import { createDataSource } from '../entities/data-source';
import { grantToApp } from '../entities/rights';
import { codesOf, RefusedError } from '../errors';
import { readResources } from '../models/read';
import { SYSTEM } from '../records/audit';
import { type Deployment, deployRelease } from '../records/deploy-release';
import { rebuildPeople } from '../records/people';
import { ReleaseRefused } from '../records/release-refused';
import { rebuildSearch } from '../records/search';
import { seed } from './seed';

/** A Keycloak that has only just begun may take its time for a while: what it is asked is asked again. */
const patient = retry(
  handleWhen((error) => error instanceof RefusedError && codesOf(error.refusals) === 'E-00-53'),
  { maxAttempts: 8, backoff: new ExponentialBackoff({ initialDelay: 1000, maxDelay: 15_000 }) },
);

/** Migrations, models and seed, each safe to repeat: what a new or newer installation needs. */
async function main(): Promise<void> {
  const config = loadConfig();
  await migrate(config);
  const deps = await compose(config);
  try {
    await rebuildPeople(deps.db, deps.vault, shanghaiDay(await deps.clock.now()));
    const root = join(__dirname, '../..');
    const seeded = patient.execute(() => seed(deps));
    await Promise.all([deployModels(deps, (await readResources(root)) as never), seeded]);
    const found = await deps.engine.catchUp(deps.db);
    if (found > 0) deps.log.info({ found }, 'open tasks from before the feed');
  } finally {
    await deps.close();
  }
}

/** Models that differ while a release waits for its day are not deployed; a start goes on without them. */
async function deployModels(deps: Deps, resources: Deployment['resources']): Promise<void> {
  try {
    await deployRelease(deps, { resources, by: SYSTEM });
  } catch (error) {
    if (!(error instanceof ReleaseRefused)) throw error;
    deps.log.warn({ code: error.code }, `models are not deployed: ${error.message}`);
  }
}

/** Migrations run as the owner of the tables; the application gets the rights it needs, and no more. */
async function migrate({ DATABASE_URL, DATABASE_OWNER_URL }: Config): Promise<void> {
  if (!DATABASE_OWNER_URL)
    throw new Error(
      'DATABASE_OWNER_URL is not set: migrations run as the owner of the tables (docs/operations.md)',
    );
  const owner = await createDataSource(DATABASE_OWNER_URL, 2).initialize();
  try {
    await owner.runMigrations();
    await rebuildSearch(owner);
    await grantToApp(owner, decodeURIComponent(new URL(DATABASE_URL).username));
  } finally {
    await owner.destroy();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
