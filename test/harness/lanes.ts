import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { availableParallelism, freemem } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { listFiles } from '../../src/models/folders';
import { endProcess, readRecord } from '../../stack/lib/processes';
import { readPorts } from '../../stack/lib/settings';
import { type Stack, startStack } from '../../stack/stack';
import { serveControl } from './control';

/** A stack with its own ports, state and clock, and what tests need to know of it. */
export interface Lane {
  number: number;
  hasTasklist: boolean;
  stack: Stack;
  env: NodeJS.ProcessEnv;
  /** Goes on without Tasklist and OpenSearch, which take a third of its processor time. */
  leaveTasklist(): Promise<void>;
  close(): Promise<void>;
}

/** A Jest project, or some files of it. */
export interface Work {
  suite: string;
  files?: string[];
  needsTasklist: boolean;
}

/** Suites that lanes take file by file; of the others one takes all. */
const BY_FILE = ['processes', 'doors', 'faults', 'e2e'];
/** Suites of which every file may look at Tasklist; of the others a file says so by what it imports. */
const WITH_TASKLIST = ['api', 'e2e'];
/** Jest takes seconds of processor to start: small files share one, up to so many characters of theirs. */
const CHARACTERS_A_START = 30_000;
const USES_TASKLIST = /harness\/(tasklist|traces|asking-engine|feed-truth)'/;
const BYTES_A_LANE = 4e9;
const LANES_AT_MOST = 3;
const PORTS_A_STACK = 50;
const FIRST_PORT = 21_000;
const BLOCKS = 230;

/**
 * How many stacks run beside each other: as many as the machine has processors, since tests no longer
 * wait for much else, and as its free memory bears. `ZJF_TEST_LANES` says otherwise.
 */
export function lanesHere(): number {
  const said = Number(process.env.ZJF_TEST_LANES);
  const borne = Math.min(availableParallelism(), Math.floor(freemem() / BYTES_A_LANE));
  return Math.max(1, Math.min(LANES_AT_MOST, said || borne));
}

/** The first has the state folder itself. */
const folderOf = (number: number, state: string) => (number === 1 ? state : `${state}-${number}`);

/** Removes the state folders of all lanes, and ends what an interrupted run left running there. */
export async function clearLanes(state: string): Promise<void> {
  for (let number = 1; number <= LANES_AT_MOST; number += 1) {
    const folder = folderOf(number, state);
    const records = join(folder, 'run');
    if (existsSync(records))
      for (const name of readdirSync(records)) {
        const left = readRecord(join(records, name));
        if (left) await endProcess(left);
      }
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Starts a stack for tests. Only the first has Tasklist, and OpenSearch with it, and only as long as tests
 * look at them: they take a third of the processors' time that a stack needs. The engine of the first asks
 * who is calling, the other does not.
 */
export async function openLane(
  number: number,
  state: string,
  log: (line: string) => void,
): Promise<Lane> {
  const stateDir = folderOf(number, state);
  const hasTasklist = number === 1;
  const stack = await startStack({
    ...{ stateDir, log, tasklist: hasTasklist, engineAuth: hasTasklist },
    portBase: await freeBase(),
  });
  const control = await serveControl(stack, stateDir);
  const file = join(stateDir, 'test-runtime.json');
  const runtime = { urls: stack.urls, env: stack.env, stateDir, controlUrl: control.url };
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(file, JSON.stringify(runtime, null, 2));
  const close = async () => {
    await control.close();
    await stack.stop();
  };
  const lane: Lane = {
    ...{ number, hasTasklist, stack, close },
    env: { ...process.env, ZJF_TEST_RUNTIME: file },
    async leaveTasklist() {
      if (!lane.hasTasklist) return;
      lane.hasTasklist = false;
      await stack.parts.tasklist.stop();
      await leaveExporter(stack.ports.brokerManagement, 'search');
      await stack.parts.opensearch.stop();
    },
  };
  return lane;
}

/** The engine keeps its log for an exporter that gets nowhere, and tries again and again. */
async function leaveExporter(port: number, name: string): Promise<void> {
  const url = `http://127.0.0.1:${port}/actuator/exporters/${name}/disable`;
  const answer = await fetch(url, { method: 'POST' });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
}

/**
 * The suites as work for whoever is free, some of them file by file, the largest first, the small ones
 * some at a time.
 * @param whole each suite is one piece of work, as where only some of its files were asked for
 */
export function workOf(suites: string[], root: string, whole: boolean): Work[] {
  return suites.flatMap((suite) => {
    const always = WITH_TASKLIST.includes(suite);
    if (!BY_FILE.includes(suite)) return [{ suite, needsTasklist: always }];
    const files = listFiles(join(root, 'test', suite)).filter((f) => f.endsWith('.test.ts'));
    const read = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    const needs = ({ text }: { text: string }) => always || USES_TASKLIST.test(text);
    if (whole) return [{ suite, needsTasklist: read.some(needs) }];
    read.sort((a, b) => b.text.length - a.text.length);
    return [true, false].flatMap((needsTasklist) =>
      together(read.filter((one) => needs(one) === needsTasklist)).map((files) => {
        return { suite, files, needsTasklist };
      }),
    );
  });
}

/** Files in their order, in groups that are not too large to be started together. */
function together(files: { file: string; text: string }[]): string[][] {
  const groups: string[][] = [];
  let room = 0;
  for (const { file, text } of files) {
    room -= text.length;
    if (room >= 0) groups.at(-1)?.push(file);
    else {
      groups.push([file]);
      room = CHARACTERS_A_START - text.length;
    }
  }
  return groups;
}

/** Takes the next piece of work off the list: one that needs Tasklist where the lane has it, else another. */
export function takeWork(lane: Lane, queue: Work[]): Work | undefined {
  const next = queue.findIndex(({ needsTasklist }) => needsTasklist === lane.hasTasklist);
  return next < 0 ? undefined : queue.splice(next, 1)[0];
}

/** Name of a piece of work, for its results. */
export function nameOf({ suite, files = [] }: Work): string {
  const [first] = files;
  return first ? `${suite}-${basename(first, '.test.ts')}` : suite;
}

/** Runs a program to its end; with a prefix, line by line. @returns its exit code */
export function spawned(
  command: string,
  args: string[],
  { cwd, env, prefix }: { cwd: string; env: NodeJS.ProcessEnv; prefix?: string | undefined },
): Promise<number> {
  const child = spawn(command, args, {
    ...{ cwd, env },
    stdio: prefix ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  if (prefix) prefixed(child, prefix);
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

function prefixed({ stdout, stderr }: ChildProcess, prefix: string): void {
  for (const input of [stdout, stderr])
    if (input)
      createInterface({ input }).on('line', (line) => process.stdout.write(`${prefix}${line}\n`));
}

/**
 * A block of ports that nobody uses now, below those that Linux gives to outgoing connections (from
 * 32768): such a connection could take the port of a part while a test has it down.
 */
async function freeBase(): Promise<number> {
  const first = Math.floor(Math.random() * BLOCKS);
  for (let tried = 0; tried < BLOCKS; tried += 1) {
    const base = FIRST_PORT + ((first + tried) % BLOCKS) * PORTS_A_STACK;
    const ports = Object.values(readPorts(base, {}));
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error(`no free block of ports from ${FIRST_PORT} on`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createTcpServer()
      .once('error', () => resolve(false))
      .once('listening', () => server.close(() => resolve(true)))
      .listen(port, '127.0.0.1');
  });
}
