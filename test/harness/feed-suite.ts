import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { install } from '../../stack/lib/fetch';
import { ROOT, readSettings } from '../../stack/lib/settings';
import { type JUnitResults, readJUnitResults } from './junit';
import { type Lane, spawned } from './lanes';

/**
 * Runs the tests of `feed/` with Maven, against the PostgreSQL of a stack, in a schema of their own.
 * @param folder where Maven builds and writes its results
 */
export async function runFeedTests(
  { stack, env }: Lane,
  folder: string,
  prefix?: string,
): Promise<JUnitResults> {
  const { javaHome, camunda } = await install(readSettings({ stateDir: stack.stateDir }));
  const record = new URL(stack.env.DATABASE_OWNER_URL ?? '');
  const { hostname, port, pathname, username, password } = record;
  const properties = {
    'zjf.target': folder,
    'zjf.camunda': camunda,
    'zjf.record.url': `jdbc:postgresql://${hostname}:${port}${pathname}`,
    'zjf.record.user': username,
    'zjf.record.password': decodeURIComponent(password),
  };
  const given = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
  rmSync(folder, { recursive: true, force: true });
  const args = ['-B', '-ntp', '-q', '-f', join(ROOT, 'feed/pom.xml'), 'test', ...given];
  const code = await spawned('mvn', args, {
    ...{ cwd: ROOT, env: { ...env, JAVA_HOME: javaHome }, prefix },
  });
  const results = readJUnitResults(join(folder, 'surefire-reports'));
  // a build that fails leaves no results, one that fails later is not good either
  if (code !== 0 && results.failed === 0) results.failed = 1;
  return results;
}
