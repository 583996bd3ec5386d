import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** pino's level of a warning. */
const WARNING = 40;
const LINES_AT_MOST = 15;
const CHARACTERS_A_LINE = 600;

/**
 * What the application of a stack warns of from now on: a test that waits in vain does not say why, and
 * on another machine the log is gone.
 * @param stateDir of the stack
 * @returns a function that gives its newest warnings and errors, each on one line, cut where it is long
 */
export function warningsFromNow(stateDir: string): () => string[] {
  const file = join(stateDir, 'logs/app.log');
  const before = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return () => {
    const since = readFileSync(file).subarray(before).toString();
    const warned = since.split('\n').filter((line) => levelOf(line) >= WARNING);
    return warned.slice(-LINES_AT_MOST).map((line) => line.slice(0, CHARACTERS_A_LINE));
  };
}

function levelOf(line: string): number {
  return Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? 0);
}
