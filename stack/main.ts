import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoPeopleByProvince } from '../seed';
import { peopleTable } from './lib/people-table';
import { readSettings } from './lib/settings';
import { table } from './lib/table';
import { runTool } from './lib/tool';
import { type Stack, startStack } from './stack';

/** How far the demo is, kept by demo/state.ts; without it the state is fresh. */
const demoState = (stateDir: string) => join(stateDir, 'demo.json');

function demoHint(stateDir: string): string[] {
  const file = demoState(stateDir);
  if (!existsSync(file) || JSON.parse(readFileSync(file, 'utf8')).finished) return [];
  return ['  The demo was interrupted, its clock stands still: npm run demo goes on.'];
}

function summary({ urls, secrets, stateDir, parts }: Stack): string {
  const addresses = [
    ['Portal and API', urls.api],
    ['API description', `${urls.api}/docs`],
    ['Tasklist', `${urls.api}/tasklist`],
    ...(parts.operate.pid ? [['Operate', `${urls.operate}/operate`]] : []),
    ['Keycloak admin', `${urls.keycloak}/admin  (admin / ${secrets.keycloakAdminPassword})`],
    ['National platform (stand-in)', `${urls.standIn}/docs`],
    ['Card reader, identity lock (stand-in)', `${urls.standIn}/devices`],
    ['State and logs', stateDir],
  ];
  return [
    '',
    table(addresses),
    '',
    `  Everybody's password: ${secrets.demoPassword}`,
    peopleTable(demoPeopleByProvince()),
    '',
    ...demoHint(stateDir),
    '  Ctrl-C stops everything. npm run reset empties the state.',
  ].join('\n');
}

/**
 * Leaves one case waiting in a fresh installation.
 * @returns what to tell of it
 */
async function leaveFirstCase({ env, stateDir }: Stack): Promise<string | undefined> {
  if (existsSync(demoState(stateDir))) return undefined;
  try {
    const given = { ...env, ZJF_STATE_DIR: stateDir };
    await runTool('demo/first-case.ts', 'Example', given, readSettings());
    return 'One case waits for cixi.wang in Tasklist; npm run demo plays more, from end to end.';
  } catch (error) {
    return `No case waits in Tasklist yet: ${(error as Error).message}`;
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { operate: { type: 'boolean' }, 'no-app': { type: 'boolean' } },
  });
  const begun = Date.now();
  const breakOff = new AbortController();
  const starting = startStack({
    operate: values.operate,
    withApp: !values['no-app'],
    signal: breakOff.signal,
  });
  const stop = async () => {
    if (breakOff.signal.aborted) return;
    console.log('\nStopping …');
    breakOff.abort();
    const stack = await starting.catch(() => undefined);
    await stack?.stop();
    console.log('Stopped.');
    process.exit(0);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void stop());
  const stack = await starting.catch((error) => {
    if (breakOff.signal.aborted) return undefined;
    throw error;
  });
  if (!stack || breakOff.signal.aborted) return;
  const example = values['no-app'] ? undefined : await leaveFirstCase(stack);
  console.log(summary(stack));
  if (example) console.log(`  ${example}`);
  console.log(`  Ready after ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
}

main().catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exit(1);
});
