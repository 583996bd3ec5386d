import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSettings } from '../stack/lib/settings';
import { setting } from '../stand-in/tokens';
import { type Target, targetOf } from './target';

/** The last line that a start prints, once the stack and its first cases are there. */
const READY = /Ready after/;
const READY_WITHIN_MS = 30 * 60_000;

/** A stack of a checkout, started the way a person starts it. */
export interface OtherStack {
  target: Target;
  /** How long the start took, with everything fetched before but an empty state. */
  seconds: number;
  /** Stops it in order and removes its state. */
  stop(): Promise<void>;
}

/**
 * Starts the stack of a checkout with a state of its own, through that checkout's own `stack/`, and
 * waits until it is ready. Downloads are shared with this checkout.
 * @param signal stops it again while it starts
 */
export async function startOther(
  root: string,
  portBase: number,
  signal: AbortSignal,
): Promise<OtherStack> {
  const folder = mkdtempSync(join(tmpdir(), 'zjf-bench-stack-'));
  const stateDir = join(folder, 'state');
  const begun = performance.now();
  const logFile = join(folder, 'start.log');
  const env = {
    ...environment(),
    ZJF_STATE_DIR: stateDir,
    ZJF_PORT_BASE: String(portBase),
    ZJF_CACHE_DIR: readSettings().cacheDir,
  };
  const log = openSync(logFile, 'a');
  // A session of its own: a Ctrl-C in the terminal reaches us, and we stop the stack in order.
  const supervisor = spawn(process.execPath, ['stack/start.mjs'], {
    ...{ cwd: root, env, detached: true },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const stop = async () => {
    await interrupt(supervisor);
    // The database may lie outside of the state folder: the checkout itself knows where.
    spawnSync(process.execPath, ['stack/reset.mjs', '--yes'], { cwd: root, env });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const end = Date.now() + READY_WITHIN_MS;
    while (!READY.test(readFileSync(logFile, 'utf8'))) {
      signal.throwIfAborted();
      if (supervisor.exitCode !== null || supervisor.signalCode !== null || Date.now() > end)
        throw new Error(`${root} did not start:\n${readFileSync(logFile, 'utf8').slice(-3000)}`);
      await sleep(250);
    }
    const seconds = (performance.now() - begun) / 1000;
    const target = targetOf(root, stateDir);
    const health = await fetch(`${setting(target.env, 'PUBLIC_URL')}/health/ready`);
    if (!health.ok) throw new Error(`${root}: /health/ready answers ${health.status}`);
    return { target, seconds, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Our environment without what would lead another stack to ours. */
function environment(): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([name]) => !/^ZJF_.*_PORT$/.test(name));
  return Object.fromEntries(ours);
}

/** Asks the supervisor to stop its stack and waits until it has. */
async function interrupt(supervisor: ChildProcess): Promise<void> {
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return;
  const ended = once(supervisor, 'exit');
  supervisor.kill('SIGINT');
  await ended;
}
