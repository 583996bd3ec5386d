import { join } from 'node:path';
import { compose } from '../compose';
import { loadConfig } from '../config';
import { readResources } from '../models/read';
import { deployRelease } from '../records/releases';
import { localEnvironment } from './local-environment';

/**
 * `npm run deploy`: deploys bpmn/, dmn/ and forms/ (or those below the folder given) as one
 * release. Running cases keep the release they began with.
 */
async function main(): Promise<void> {
  localEnvironment();
  const deps = await compose(loadConfig());
  try {
    const root = process.argv[2] ?? join(__dirname, '../..');
    const resources = (await readResources(root)) as never;
    const { id, changed } = await deployRelease(
      deps.db,
      deps.engine,
      resources,
      await deps.clock.now(),
    );
    process.stdout.write(
      changed ? `deployed as release ${id}\n` : `nothing changed, release ${id} stays\n`,
    );
  } finally {
    await deps.close();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
