import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DemoPerson } from '../seed/types';
import { ROOT } from './lib/settings';
import { type Stack, startStack } from './stack';

function demoPeople(): DemoPerson[] {
  const file = join(ROOT, 'seed/demo-people.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoPerson[]) : [];
}

/** Chinese characters take two columns in a terminal. */
function width(text: string): number {
  return [...text].reduce((sum, char) => sum + (/[⺀-￦]/u.test(char) ? 2 : 1), 0);
}

function table(rows: string[][]): string {
  const columns = rows[0]?.map((_, i) => Math.max(...rows.map((row) => width(row[i] ?? '')))) ?? [];
  const line = (row: string[]) =>
    row.map((cell, i) => cell + ' '.repeat((columns[i] ?? 0) - width(cell))).join('  ');
  return rows.map((row) => `  ${line(row).trimEnd()}`).join('\n');
}

function summary({ urls, secrets, stateDir, parts }: Stack): string {
  const addresses = [
    ['Portal and API', urls.api],
    ['API description', `${urls.api}/docs`],
    ['Tasklist', `${urls.tasklist}/tasklist`],
    ...(parts.operate.pid ? [['Operate', `${urls.operate}/operate`]] : []),
    ['Keycloak admin', `${urls.keycloak}/admin  (admin / ${secrets.keycloakAdminPassword})`],
    ['State and logs', stateDir],
  ];
  const people = demoPeople();
  const who = people.map((p) => [
    p.username,
    p.name,
    p.roles.join(', '),
    p.organisation ?? '',
    p.what,
  ]);
  return [
    '',
    table(addresses),
    ...(who.length ? ['', `  Everybody's password: ${secrets.demoPassword}`, '', table(who)] : []),
    '',
    '  Ctrl-C stops everything. npm run reset empties the state.',
  ].join('\n');
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
  console.log(summary(stack));
  console.log(`  Ready after ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
}

main().catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exit(1);
});
