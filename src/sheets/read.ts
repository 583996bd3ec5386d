import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { bulkhead } from 'cockatiel';
import { SHEET_LIMITS } from './layout';
import type { RawSheet, Unreadable } from './raw';

/** So many files are read at a time, whoever sent them. */
const oneAtATime = bulkhead(1, Number.POSITIVE_INFINITY);
const HEAP_MB = 512;

/**
 * Reads an .xlsx file that somebody sent, in a thread with a limited heap and limited time; nothing of it
 * is worked out or run.
 * @returns what stood in it, or why it was not read
 */
export function readSheet(
  bytes: Uint8Array,
  withinMs: number = SHEET_LIMITS.readWithinMs,
): Promise<RawSheet | { wrong: Unreadable }> {
  return oneAtATime.execute(() => readInThread(bytes, withinMs));
}

function readInThread(
  bytes: Uint8Array,
  withinMs: number,
): Promise<RawSheet | { wrong: Unreadable }> {
  const extension = extname(__filename);
  const worker = new Worker(join(__dirname, `read-thread${extension}`), {
    workerData: bytes,
    // from source, the thread needs the TypeScript loader too
    execArgv: extension === '.ts' ? ['--require', 'tsx/cjs'] : [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // it needs no secret
    env: {},
  });
  return new Promise((resolve) => {
    const end = (answer: RawSheet | { wrong: Unreadable }) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end({ wrong: 'slow' }), withinMs);
    worker.once('message', end);
    // what a file does to its reader it does to this thread
    worker.once('error', () => end({ wrong: 'no-sheet' }));
    worker.once('exit', () => end({ wrong: 'no-sheet' }));
  });
}
