import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a suite of JUnit tests gave. */
export interface JUnitResults {
  passed: number;
  failed: number;
  skipped: number;
}

/** Counts the files `TEST-*.xml` that Maven's surefire left in a folder. */
export function readJUnitResults(folder: string): JUnitResults {
  const files = existsSync(folder)
    ? readdirSync(folder).filter((f) => /^TEST-.*\.xml$/.test(f))
    : [];
  const sum: JUnitResults = { passed: 0, failed: 0, skipped: 0 };
  for (const file of files) {
    const suite = /<testsuite [^>]*>/.exec(readFileSync(join(folder, file), 'utf8'))?.[0] ?? '';
    const count = (name: string) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
    const failed = count('failures') + count('errors');
    sum.failed += failed;
    sum.skipped += count('skipped');
    sum.passed += count('tests') - failed - count('skipped');
  }
  return sum;
}
