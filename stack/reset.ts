import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { runningSupervisor } from './lib/lock';
import { readSettings } from './lib/settings';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { yes: { type: 'boolean' } } });
  const { stateDir } = readSettings();
  if (runningSupervisor(stateDir)) {
    throw new Error('Zhujian Flow is running: stop it first.');
  }
  // Only ever empty what a start has filled: a mistyped ZJF_STATE_DIR must not cost a home folder.
  if (!existsSync(join(stateDir, 'secrets.json'))) {
    console.log(`Nothing to do: ${stateDir} holds no state.`);
    return;
  }
  if (!values.yes) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(
      `Delete all data, logs and secrets in ${stateDir}? [y/N] `,
    );
    terminal.close();
    if (!/^y(es)?$/i.test(answer.trim())) return;
  }
  for (const name of readdirSync(stateDir)) {
    const path = join(stateDir, name);
    // What had to live outside (see postgres-cluster.ts) goes as well as the link to it.
    if (existsSync(path)) rmSync(realpathSync(path), { recursive: true, force: true });
    rmSync(path, { recursive: true, force: true });
  }
  console.log(`${stateDir} is empty.`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
