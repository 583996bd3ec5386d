import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A test with the ids in its name: `[ZJ-07][AE-23] confirms in time`. */
export interface NamedTest {
  ids: string[];
  name: string;
  file: string;
  passed: boolean;
}

interface JestResults {
  testResults: {
    name: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Reads the files jest-*.json of a folder, as `jest --json --outputFile` wrote them. */
export function readJestResults(folder: string): NamedTest[] {
  const files = readdirSync(folder).filter((file) => /^jest-.*\.json$/.test(file));
  return files.sort().flatMap((file) => {
    const path = join(folder, file);
    const { testResults } = JSON.parse(readFileSync(path, 'utf8')) as JestResults;
    return testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => ({
        ids: idsIn(fullName),
        name: fullName,
        file: relative(process.cwd(), name),
        passed: status === 'passed',
      })),
    );
  });
}

/** Ids in square brackets; several may share one pair: `[E-07-03, E-07-04]`. */
export function idsIn(name: string): string[] {
  const brackets = name.match(/\[[^\]]+\]/g) ?? [];
  return brackets.flatMap((text) => text.slice(1, -1).split(/[,;\s]+/)).filter(Boolean);
}
