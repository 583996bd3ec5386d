import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isRunning, type ProcessRecord, recordOf } from '../stack/lib/processes';

/** How far the demo is: which run, and whether it came to its end. */
export interface DemoState {
  run: number;
  finished: boolean;
  /** the process that plays it */
  player?: ProcessRecord;
}

const ROOT = join(__dirname, '..');

/** The state folder of the local stack. */
export const stateDir = (env = process.env) => resolve(ROOT, env.ZJF_STATE_DIR ?? '.state');

const file = (env: NodeJS.ProcessEnv) => join(stateDir(env), 'demo.json');

/** The newest run on this state folder; run 0 is the one that never was. */
export function readDemoState(env = process.env): DemoState {
  if (!existsSync(file(env))) return { run: 0, finished: true };
  return JSON.parse(readFileSync(file(env), 'utf8')) as DemoState;
}

/** Refuses to play beside another demo: there is one clock. */
export function requireAlone(env = process.env): void {
  const { player } = readDemoState(env);
  if (player && player.pid !== process.pid && isRunning(player))
    throw new Error(`A demo is playing already (process ${player.pid}).`);
}

export function writeDemoState(state: DemoState, env = process.env): void {
  const to = file(env);
  const played = { ...state, player: recordOf(process.pid) };
  writeFileSync(`${to}.new`, `${JSON.stringify(played)}\n`);
  // in one go: whatever is killed, the file is whole
  renameSync(`${to}.new`, to);
}
