import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Settings } from './settings';

/** Runs one of our tools to its end, its output in a log; false when the tool does not exist yet. */
export async function runTool(
  path: string,
  title: string,
  env: Record<string, string>,
  { log, stateDir }: Settings,
): Promise<boolean> {
  if (!existsSync(join(ROOT, path))) {
    log(`  skipped  ${title}: ${path} does not exist yet`);
    return false;
  }
  const begun = Date.now();
  const logFile = join(stateDir, 'logs', `${title.toLowerCase()}.log`);
  log(`  running  ${title} …`);
  const file = openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, path)], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exit, signal) => resolve(exit ?? signal));
  });
  if (code !== 0) throw new Error(`${title} failed (${code}). Read ${logFile}`);
  log(`  done     ${title} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  return true;
}
