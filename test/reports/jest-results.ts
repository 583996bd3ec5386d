import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

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
    /** what Jest prints of the file's failures */
    message: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

const LINES_OF_A_FAILURE = 60;

/** Reads the files jest-*.json of a folder, as `jest --json --outputFile` wrote them. */
export function readJestResults(folder: string): NamedTest[] {
  return testFilesIn(folder).flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      ids: idsIn(fullName),
      name: fullName,
      file: relative(process.cwd(), name),
      passed: status === 'passed',
    })),
  );
}

/** What failed according to those files: of each test file its name and what Jest said, cut. */
export function readFailures(folder: string): string[] {
  return testFilesIn(folder)
    .filter(({ message }) => message)
    .map(({ name, message }) => {
      const lines = stripVTControlCharacters(message).trimEnd().split('\n');
      return [relative(process.cwd(), name), ...lines.slice(0, LINES_OF_A_FAILURE)].join('\n');
    });
}

function testFilesIn(folder: string): JestResults['testResults'] {
  const files = readdirSync(folder).filter((file) => /^jest-.*\.json$/.test(file));
  return files.sort().flatMap((file) => {
    const path = join(folder, file);
    return (JSON.parse(readFileSync(path, 'utf8')) as JestResults).testResults;
  });
}

/** Ids in square brackets; several may share one pair: `[E-07-03, E-07-04]`. */
export function idsIn(name: string): string[] {
  const brackets = name.match(/\[[^\]]+\]/g) ?? [];
  return brackets.flatMap((text) => text.slice(1, -1).split(/[,;\s]+/)).filter(Boolean);
}
