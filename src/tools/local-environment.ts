import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Where a tool is started without settings, it takes those of the running local stack
 * (`runtime.json` in the state folder), so that `npm run deploy` just works beside `npm start`.
 * Settings in the environment win.
 */
export function localEnvironment(env: NodeJS.ProcessEnv = process.env): void {
  const root = join(__dirname, '../..');
  const file = join(resolve(root, env.ZJF_STATE_DIR ?? '.state'), 'runtime.json');
  if (env.DATABASE_URL || !existsSync(file)) return;
  const runtime = JSON.parse(readFileSync(file, 'utf8')) as { env: Record<string, string> };
  for (const [name, value] of Object.entries(runtime.env)) env[name] ??= value;
}
