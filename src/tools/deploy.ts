import { userInfo } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compose } from '../compose';
import { loadConfig } from '../config';
import { readResources } from '../models/read';
import { SYSTEM } from '../records/audit';
import { deployRelease } from '../records/deploy-release';
import { workers } from '../workers';
import { localEnvironment } from './local-environment';
import { forcedBy, passGate, recordForced } from './models/deploy-gate';
import { lintResources } from './models/lint-models';
import { describeWorkers } from './models/worker-info';

const ROOT = join(__dirname, '../..');

/**
 * `npm run deploy [-- <folder>]`: deploys bpmn/, dmn/ and forms/ (or those below the folder given) as
 * one release. Running cases keep the release they began with. Models with faults are not deployed,
 * but with `--force --by <person> --why "<text>"`, which the audit trail tells.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { force: { type: 'boolean' }, by: { type: 'string' }, why: { type: 'string' } },
  });
  const forced = forcedBy(values);
  const resources = await readResources(positionals[0] ?? ROOT);
  const findings = await lintResources(ROOT, resources, describeWorkers(workers));
  const faults = passGate(findings, forced);
  localEnvironment();
  const deps = await compose(loadConfig());
  try {
    // where nobody is named, the account of the machine is better than nothing
    const user = forced?.by ?? `os:${userInfo().username}`;
    const { id, outcome } = await deployRelease(deps, {
      resources: resources as never,
      by: { ...SYSTEM, user, name: user },
      ...(forced && { reason: forced.why }),
    });
    if (forced && faults.length > 0)
      await recordForced(deps.db.manager, id, forced, faults, await deps.clock.now());
    process.stdout.write(
      outcome === 'deployed'
        ? `deployed as release ${id}\n`
        : `nothing changed, release ${id} stays\n`,
    );
  } finally {
    await deps.close();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
