import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A program that answers lines of JSON with lines of JSON, in order. */
export interface Lines {
  /** @throws Error with the program's words, or when it ended before it answered */
  ask(request: object): Promise<unknown>;
  close(): Promise<void>;
}

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };

// bytes of what it said that an error repeats
const SAID = 4000;

/** Starts the program. It never keeps the own process alive while nothing is asked. */
export function openLines(file: string, args: string[]): Lines {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const waiting: Waiting[] = [];
  let said = '';
  child.stderr.on('data', (data) => {
    said = `${said}${data}`.slice(-SAID);
  });
  // an end shows as `close`, with what it said
  child.stdin.on('error', () => {});
  const pipes = [child.stdin, child.stdout, child.stderr] as unknown as Socket[];
  const awaited = (isAwaited: boolean) => {
    for (const one of [child, ...pipes]) isAwaited ? one.ref() : one.unref();
  };
  awaited(false);
  const fail = (why: string) => {
    for (const one of waiting.splice(0)) one.reject(new Error(`the rules engine ended: ${why}`));
  };
  createInterface(child.stdout).on('line', (line) => {
    const answer = read(line);
    if (!answer) {
      // what came after it would be taken for answers to something else
      said = `${said}${line}`.slice(-SAID);
      child.kill();
      return fail(line);
    }
    const next = waiting.shift();
    if (answer.error === undefined) next?.resolve(answer.result);
    else next?.reject(new Error(answer.error));
    if (waiting.length === 0) awaited(false);
  });
  child.once('error', (error) => fail(error.message));
  child.once('close', (code) => fail(`exit code ${code}. ${said.trim()}`));
  return {
    ask(request) {
      if (child.exitCode !== null || child.signalCode !== null)
        return Promise.reject(new Error(`the rules engine ended before. ${said.trim()}`));
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        awaited(true);
        child.stdin.write(`${JSON.stringify(request)}\n`);
      });
    },
    async close() {
      awaited(true);
      child.stdin.end();
      await ended;
    },
  };
}

/** An answer; undefined where the line is none. */
function read(line: string): { result?: unknown; error?: string } | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
