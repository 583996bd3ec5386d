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

/** A file that `jest --json --outputFile` wrote. */
export interface JestResults {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** files that could not be run at all */
  numRuntimeErrorTestSuites: number;
  testResults: {
    name: string;
    /** what Jest prints of the file's failures */
    message: string;
    /** milliseconds since 1970 */
    startTime: number;
    endTime: number;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

const LINES_OF_A_FAILURE = 60;

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

/** What failed: of each test file its name and what Jest said, cut. */
export function failuresIn({ testResults }: Pick<JestResults, 'testResults'>): string[] {
  return testResults
    .filter(({ message }) => message)
    .map(({ name, message }) => {
      const lines = stripVTControlCharacters(message).trimEnd().split('\n');
      return [relative(process.cwd(), name), ...lines.slice(0, LINES_OF_A_FAILURE)].join('\n');
    });
}

/** How long a test file took. */
export interface FileTime {
  file: string;
  seconds: number;
}

/** How long each file took, without the start of Jest. */
export function timesIn({ testResults }: Pick<JestResults, 'testResults'>): FileTime[] {
  return testResults.map(({ name, startTime, endTime }) => ({
    file: relative(process.cwd(), name),
    seconds: (endTime - startTime) / 1000,
  }));
}

/** The `n` slowest files, a line each, the slowest first. */
export function slowest(times: FileTime[], n: number): string[] {
  return [...times]
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, n)
    .map(({ file, seconds }) => `${seconds.toFixed(0).padStart(5)} s  ${file}`);
}

/** Ids in square brackets; several may share one pair: `[E-07-03, E-07-04]`. */
export function idsIn(name: string): string[] {
  const brackets = name.match(/\[[^\]]+\]/g) ?? [];
  return brackets.flatMap((text) => text.slice(1, -1).split(/[,;\s]+/)).filter(Boolean);
}
