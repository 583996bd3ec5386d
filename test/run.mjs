// `npm test`: everything, from nothing. Needs no dependency itself.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const run = (command, args) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });

if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) {
  process.stdout.write('installing npm dependencies …\n');
  const installed = run('npm', ['ci', '--no-fund', '--no-audit']);
  if (installed.status !== 0) process.exit(installed.status ?? 1);
}
const tested = run(process.execPath, [
  '--import',
  'tsx',
  join(root, 'test/harness/run.ts'),
  ...process.argv.slice(2),
]);
process.exit(tested.status ?? 1);
