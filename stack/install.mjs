// Brings the npm dependencies, for `npm start` and `npm test`. Needs nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** npm itself repeats single requests (.npmrc); this is for what breaks off all the same. */
const TRIES = 3;
/** Packages of packages (form-js brings @carbon, swagger-ui-dist brings Scarf) report home when installed. */
const NO_TELEMETRY = { IBM_TELEMETRY_DISABLED: 'true', SCARF_ANALYTICS: 'false' };

/** Whether node_modules holds what package-lock.json says. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional || present[path]?.version === version,
  );
}

/** Installs what is missing; ends the process where that cannot be done. */
export function installDependencies() {
  if (isInstalled()) return;
  console.log('Installing npm dependencies …');
  for (let left = TRIES; left > 0; left -= 1) {
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...NO_TELEMETRY },
      shell: process.platform === 'win32',
    });
    if (npm.status === 0) return;
    if (npm.signal || npm.error) break;
    if (left > 1) console.error('npm ci failed, trying again …');
  }
  console.error('npm ci failed: see above.');
  process.exit(1);
}
