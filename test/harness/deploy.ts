import { compose } from '../../src/compose';
import { loadConfig } from '../../src/config';
import { readResources } from '../../src/models/read';
import { SYSTEM } from '../../src/records/audit';
import { deployRelease } from '../../src/records/deploy-release';

/**
 * Deploys the models of a folder without the lint, which would cost every test that changes a model some
 * ten seconds of processor, and would refuse models that are odd on purpose. That `npm run deploy` asks the
 * lint first is shown by `test/processes/deploy-gate.test.ts`, what it finds by `test/models`.
 */
async function main(folder: string): Promise<void> {
  const deps = await compose(loadConfig());
  try {
    const resources = await readResources(folder);
    await deployRelease(deps, {
      resources: resources as never,
      by: { ...SYSTEM, user: 'harness' },
    });
  } finally {
    await deps.close();
  }
}

main(process.argv[2] ?? '').catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
