import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import { refuse } from '../errors';
import type { Verdict } from './verdict';

/** Tells what a file is, and whether it is whole and does nothing by itself. */
export interface FileChecker {
  /**
   * @param path a file that nobody changes meanwhile
   * @param whose who sent it: those who wait have their turns one after another, so that whoever sends
   *   many files holds nobody up
   * @throws E-00-24 while too many of these files wait to be looked at, E-00-36 while too many do
   */
  check(path: string, whose: string): Promise<Verdict>;
  close(): Promise<void>;
}

/** Memory that reading a file may take in JavaScript; a document that needs more is not taken. */
const MEMORY_MB = 512;
/** Files that wait, in all and of one sender; more are refused at once. */
const WAITING_AT_MOST = 256;
const OF_ONE_AT_MOST = 32;
/** The reader ends, and gives its memory back, when it had nothing to do for so long. */
const IDLE_MS = 60_000;

/**
 * Files are looked at one at a time, of each sender in turn, in a process that is started when the
 * first one comes.
 * @param megapixels largest picture, width × height in millions
 * @param seconds how long one file may take
 */
export function createFileChecker({
  megapixels,
  seconds,
}: {
  megapixels: number;
  seconds: number;
}): FileChecker {
  let reader: Promise<ChildProcess> | undefined;
  let idle: NodeJS.Timeout | undefined;
  const turns = createTurns();
  let last = 0;

  function end(): void {
    const ending = reader;
    reader = undefined;
    ending?.then((child) => child.kill('SIGKILL')).catch(() => undefined);
  }

  async function judge(path: string): Promise<Verdict> {
    clearTimeout(idle);
    reader ??= startReader(megapixels);
    const starting = reader;
    try {
      last += 1;
      return await ask(await starting, { id: last, path }, seconds * 1000);
    } catch (error) {
      if (error instanceof Gone) {
        end();
        return { wrong: 'damaged', about: `not readable within ${seconds} s, ${MEMORY_MB} MB` };
      }
      if (reader === starting) end();
      throw error;
    } finally {
      clearTimeout(idle);
      idle = setTimeout(end, IDLE_MS).unref();
    }
  }

  return {
    async check(path, whose) {
      if (turns.waiting() >= WAITING_AT_MOST) throw refuse('E-00-36');
      if (turns.waiting(whose) >= OF_ONE_AT_MOST) throw refuse('E-00-24');
      return turns.take(whose, () => judge(path));
    },
    async close() {
      clearTimeout(idle);
      end();
    },
  };
}

/** Work that is done one at a time; whoever has most of it waits for it longest. */
function createTurns() {
  /** what waits, by sender; whose turn is next stands first */
  const queues = new Map<string, (() => Promise<void>)[]>();
  let busy = false;

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let next = queues.entries().next(); !next.done; next = queues.entries().next()) {
      const [whose, [first, ...rest]] = next.value;
      queues.delete(whose);
      if (rest.length > 0) queues.set(whose, rest);
      await first?.();
    }
    busy = false;
  }

  return {
    /** How much waits: of one sender, or in all. */
    waiting(whose?: string): number {
      const those = whose === undefined ? [...queues.values()] : [queues.get(whose) ?? []];
      return those.reduce((sum, queue) => sum + queue.length, 0);
    },
    take<T>(whose: string, task: () => Promise<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        const turn = () => task().then(resolve, reject);
        queues.set(whose, [...(queues.get(whose) ?? []), turn]);
        void work();
      });
    },
  };
}

/** The reader ended, or took too long, while it looked at a file. */
class Gone extends Error {}

/** Starts the process that reads; it knows no setting and no secret. */
function startReader(megapixels: number): Promise<ChildProcess> {
  const extension = extname(__filename);
  const child = fork(join(__dirname, `check-process${extension}`), [String(megapixels)], {
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [
      `--max-old-space-size=${MEMORY_MB}`,
      // from source, it needs the TypeScript loader too
      ...(extension === '.ts' ? ['--require', 'tsx/cjs'] : []),
    ],
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the reader of files did not start (${code})`)));
  });
}

function ask(
  child: ChildProcess,
  question: { id: number; path: string },
  withinMs: number,
): Promise<Verdict> {
  const listening = new AbortController();
  // only while somebody waits does it keep this process alive
  child.ref();
  child.channel?.ref();
  const { signal } = listening;
  return new Promise<Verdict>((resolve, reject) => {
    const gone = () => reject(new Gone());
    const timer = setTimeout(gone, withinMs);
    const answer = (told: { id: number; verdict?: Verdict; error?: string }) => {
      if (told.id !== question.id) return;
      if (told.verdict) resolve(told.verdict);
      else reject(new Error(told.error));
    };
    child.on('message', answer).once('exit', gone);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      child.off('message', answer).off('exit', gone);
    });
    child.send(question, (error) => error && gone());
  }).finally(() => {
    listening.abort();
    child.unref();
    child.channel?.unref();
  });
}
