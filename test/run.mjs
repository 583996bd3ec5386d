// `npm test`: everything, from nothing. Needs no dependency itself.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from '../stack/install.mjs';

installDependencies();
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const runner = join(root, 'test/harness/run.ts');
const tested = spawnSync(process.execPath, ['--import', 'tsx', runner, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(tested.status ?? 1);
