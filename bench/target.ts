import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from '../stack/lib/settings';
import type { Settings } from '../stand-in/tokens';

/** A running stack that is measured, of this checkout or of another. */
export interface Target {
  /** The checkout the stack was started from. */
  root: string;
  /** Addresses and secrets, as the stack gives them to its app and tools. */
  env: Settings;
  /** Process ids of the stack's parts by name; none where they are not known. */
  parts: Record<string, number>;
}

interface Runtime {
  env: Record<string, string>;
  parts: Record<string, { pid?: number }>;
}

/** What people call the parts that `runtime.json` names otherwise. */
const TITLES: Record<string, string> = { 'national-platform': 'stand-in' };

/** The stack that runs on a state folder; throws where none does. */
export function targetOf(root: string, stateDir: string): Target {
  const file = join(stateDir, 'runtime.json');
  if (!existsSync(file)) throw new Error(`No stack is running on ${stateDir}: npm start`);
  const runtime = JSON.parse(readFileSync(file, 'utf8')) as Runtime;
  const pids = Object.entries(runtime.parts).flatMap(([name, { pid }]) =>
    pid ? [[TITLES[name] ?? name, pid] as const] : [],
  );
  return { root, env: runtime.env, parts: Object.fromEntries(pids) };
}

/**
 * The local stack of this checkout. Where the environment already names a database, the stack of
 * that environment, whose processes are not known here.
 */
export function localTarget(env: NodeJS.ProcessEnv = process.env): Target {
  if (env.DATABASE_URL) return { root: ROOT, env, parts: {} };
  return targetOf(ROOT, resolve(ROOT, env.ZJF_STATE_DIR ?? '.state'));
}
