import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { install } from '../../stack/lib/fetch';
import { readSettings } from '../../stack/lib/settings';
import {
  type FileTime,
  failuresIn,
  type JestResults,
  slowest,
  timesIn,
} from '../reports/jest-results';
import { readTaken } from '../reports/taken';
import { warningsFromNow } from './app-warnings';
import { runFeedTests } from './feed-suite';
import {
  clearLanes,
  type Lane,
  lanesHere,
  nameOf,
  openLane,
  spawned,
  takeWork,
  type Work,
  workOf,
} from './lanes';
import { rerunCommand } from './rerun';

/**
 * Runs every suite: those without a stack, and beside them stacks of their own (own ports, own state,
 * also beside a running `npm start`) with the suites on them; then the two coverage reports. Several
 * stacks take the process tests file by file. What looks at Tasklist comes first, on the one that has it
 * and then goes on without; of the rest, what a busy machine would disturb comes last, on two. The suite
 * `feed` are the JUnit tests of feed/. At the end the slowest files are named; the last line is
 * `N passed, N failed`. `--only processes,api` runs some suites; further words are names of test files.
 * `--serve` only starts a stack and waits, so that a test can be run again and again:
 * `ZJF_TEST_RUNTIME=<runtime> npx jest <file> --selectProjects processes`.
 */
const ROOT = join(__dirname, '../..');
const STATE = resolve(ROOT, process.env.ZJF_TEST_STATE_DIR ?? '.state-test');
const REPORTS = join(ROOT, 'reports');
const WITHOUT_STACK = ['static', 'unit', 'models'];
// what is one piece of work comes first, so that no lane is left alone with it at the end
const TOGETHER = ['api', 'decisions', 'feed', 'processes', 'doors'];
// where parts are killed and pages looked at, the machine has at most so many stacks to serve
const LAST = ['faults', 'e2e'];
const LANES_AT_LAST = 2;
// a job whose worker died is offered again soon: tests of that wait for it
process.env.JOB_TIMEOUT_SECONDS ??= '20';
// the report on how much of the diagrams was run asks which flows were taken
process.env.ZJF_FEED_FLOWS ??= 'true';
// all tests come from one address
process.env.PUBLIC_SUBMISSIONS_PER_HOUR ??= '10000';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** what failed, as Jest says it or by its name */
  failures: string[];
  times: FileTime[];
}

const SLOWEST = 10;

/** What was asked for on the command line. */
interface Wanted {
  suites: string[];
  /** names of test files; none: all */
  files: string[];
  all: boolean;
  keep: boolean;
  serve: boolean;
}

function readWanted(): Wanted {
  const { values, positionals } = parseArgs({
    options: {
      only: { type: 'string' },
      keep: { type: 'boolean' },
      serve: { type: 'boolean' },
    },
    allowPositionals: true,
    strict: false,
  });
  const only = typeof values.only === 'string' ? values.only.split(',') : undefined;
  return {
    suites: only ?? [...WITHOUT_STACK, ...TOGETHER, ...LAST],
    files: positionals,
    all: !only && positionals.length === 0,
    keep: values.keep === true,
    serve: values.serve === true,
  };
}

async function main(): Promise<void> {
  const started = Date.now();
  const wanted = readWanted();
  const tally: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], times: [] };
  // another run may be writing its results there
  if (!wanted.serve) rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  // while stacks start, and while tests on them wait, the machine has time for the others
  const onOne = [...TOGETHER, ...LAST].some((suite) => wanted.suites.includes(suite));
  const alone = withoutStack(wanted, tally, onOne ? '[-] ' : undefined);
  await Promise.all([alone, onOne && onStacks(wanted, tally, alone)]);
  if (wanted.all) await report('rule-coverage', [REPORTS], tally);
  // once more at the end, where whoever reads a long output looks first
  for (const failure of tally.failures) say(`\nfailed: ${failure}`);
  say(`\nslowest files:\n${slowest(tally.times, SLOWEST).join('\n')}`);
  say(`\nall suites: ${Math.round((Date.now() - started) / 1000)} s; reports in reports/`);
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  say(`${tally.passed} passed, ${tally.failed} failed${skipped}`);
  process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);
}

async function withoutStack(
  { suites, files }: Wanted,
  tally: Tally,
  prefix: string | undefined,
): Promise<void> {
  if (suites.includes('static')) {
    const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
    await step('lint', [biome, 'check', '--error-on-warnings', '.'], tally, prefix);
    await step('types', [join(ROOT, 'node_modules/typescript/bin/tsc'), '--noEmit'], tally, prefix);
  }
  for (const suite of WITHOUT_STACK.filter((s) => s !== 'static' && suites.includes(s)))
    await run({ suite, needsTasklist: false }, { files, tally, env: process.env, prefix });
}

/** @param alone the suites without a stack, beside which no page is looked at */
async function onStacks(
  { suites, files, all, keep, serve }: Wanted,
  tally: Tally,
  alone: Promise<void>,
): Promise<void> {
  const lanes: Lane[] = [];
  const workFor = (wanted: string[]) =>
    workOf(
      wanted.filter((suite) => suites.includes(suite)),
      ROOT,
      files.length > 0,
    );
  const together = workFor(TOGETHER);
  const last = workFor(LAST);
  const many = serve || together.length + last.length < 2 ? 1 : lanesHere();
  const beside = WITHOUT_STACK.some((suite) => suites.includes(suite));
  const how = { files, tally, shared: many > 1 || beside };
  // from nothing, each time
  await clearLanes(STATE);
  // takes minutes the first time, so ports are looked for afterwards
  await install(readSettings({ stateDir: STATE, log: say }));
  if (!serve) endOnSignal(lanes);
  try {
    const first = await openLane(1, STATE, say);
    lanes.push(first);
    if (serve) return await wait(first);
    const work = [
      (async () => {
        await drain(first, together, how);
        await alone;
        await drain(first, last, how);
        await first.leaveTasklist();
        await drain(first, together, how);
      })(),
    ];
    // those after the first have no Tasklist
    const left = () => [...together, ...last].some(({ needsTasklist }) => !needsTasklist);
    for (let number = 2; number <= many && left(); number += 1) {
      const lane = await openLane(number, STATE, say);
      lanes.push(lane);
      work.push(drain(lane, together, how));
    }
    await Promise.all(work);
    for (const lane of lanes.splice(LANES_AT_LAST)) await noteAndClose(lane);
    await Promise.all(lanes.map((lane) => drain(lane, last, how)));
    for (const lane of lanes.splice(1)) await noteAndClose(lane);
    if (all) await report('bpmn-coverage', ['--also', REPORTS, databaseOf(first)], tally);
  } catch (error) {
    // what the stack wrote is to be read
    tally.failed += 1;
    throw error;
  } finally {
    for (const lane of lanes) await lane.close();
    if (!keep && tally.failed === 0) await clearLanes(STATE);
  }
}

/** Interrupted, the stacks stop in order; a test that is on them fails and ends. */
function endOnSignal(lanes: Lane[]): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, async () => {
      for (const lane of lanes) await lane.close();
      process.exit(130);
    });
}

interface How {
  files: string[];
  tally: Tally;
}

/** Takes work as long as there is some for it, one after the other: what is on a stack shares its clock. */
async function drain(
  lane: Lane,
  queue: Work[],
  { shared, ...how }: How & { shared: boolean },
): Promise<void> {
  const prefix = shared ? `[${lane.number}] ` : undefined;
  for (let work = takeWork(lane, queue); work; work = takeWork(lane, queue))
    if (work.suite === 'feed') await runFeed(lane, how.tally, prefix);
    else await runOn(lane, work, { ...how, prefix });
}

/** The JUnit tests of what runs in the broker. */
async function runFeed(lane: Lane, tally: Tally, prefix: string | undefined): Promise<void> {
  say(`\n${prefix ?? ''}== feed`);
  const begun = Date.now();
  const { passed, failed, skipped } = await runFeedTests(lane, join(STATE, 'feed'), prefix);
  tally.passed += passed;
  tally.failed += failed;
  tally.skipped += skipped;
  tally.times.push({ file: 'feed/src/test', seconds: (Date.now() - begun) / 1000 });
  if (failed > 0)
    tally.failures.push(`${failed} tests of feed/, read ${STATE}/feed/surefire-reports`);
}

/** What a stack took of the diagrams goes into the coverage; then it is not needed any more. */
async function noteAndClose(lane: Lane): Promise<void> {
  const taken = await readTaken(databaseOf(lane));
  writeFileSync(join(REPORTS, `taken-${lane.number}.json`), JSON.stringify(taken));
  await lane.close();
}

const databaseOf = ({ stack }: Lane) => stack.env.DATABASE_URL ?? '';

/** Leaves the stack up until Ctrl-C. */
async function wait({ env }: Lane): Promise<void> {
  say(`\nready: ${rerunCommand(env.ZJF_TEST_RUNTIME, '<suite>', '<file>')}`);
  await new Promise((resolve) => process.once('SIGINT', resolve));
}

/** A piece of work on a stack; where some of it fails, what the application warned of meanwhile follows. */
async function runOn(
  { stack, env }: Lane,
  work: Work,
  how: How & { prefix?: string | undefined },
): Promise<void> {
  const warnings = warningsFromNow(stack.stateDir);
  if (await run(work, { ...how, env })) return;
  how.tally.failures.push(`${nameOf(work)}, the application warned:\n${warnings().join('\n')}`);
}

/** One Jest process, one file after the other where they share a stack. @returns whether all passed */
async function run(
  work: Work,
  { files, tally, env, prefix }: How & { env: NodeJS.ProcessEnv; prefix?: string | undefined },
): Promise<boolean> {
  const name = nameOf(work);
  say(`\n${prefix ?? ''}== ${name}`);
  const json = join(REPORTS, `jest-${name}.json`);
  const args = ['--selectProjects', work.suite, '--json', '--outputFile', json];
  const order = WITHOUT_STACK.includes(work.suite) ? ['--maxWorkers', '2'] : ['--runInBand'];
  const which = work.files ? ['--runTestsByPath', ...work.files] : ['--passWithNoTests', ...files];
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const code = await spawned(process.execPath, [jest, ...args, ...order, ...which], {
    ...{ cwd: ROOT, env, prefix },
  });
  const failed = (count: number, failures: string[]) => {
    tally.failed += count;
    tally.failures.push(...failures);
    return count === 0;
  };
  const result = resultOf(json);
  if (!result) return failed(1, [`${name} left no results`]);
  tally.passed += result.numPassedTests;
  tally.skipped += result.numPendingTests + result.numTodoTests;
  tally.times.push(...timesIn(result));
  const count = result.numFailedTests + result.numRuntimeErrorTestSuites;
  if (code !== 0 && count === 0) return failed(1, [`${name} ended with ${code}`]);
  return failed(count, failuresIn(result));
}

function resultOf(json: string): JestResults | null {
  try {
    return JSON.parse(readFileSync(json, 'utf8'));
  } catch {
    return null;
  }
}

/** A report counts as one test: it fails where coverage is missing. */
function report(name: string, args: string[], tally: Tally): Promise<void> {
  return step(name, ['--import', 'tsx', join(ROOT, `test/reports/${name}.ts`), ...args], tally);
}

/** A Node program that passes by its exit code. */
async function step(name: string, args: string[], tally: Tally, prefix?: string): Promise<void> {
  say(`\n${prefix ?? ''}== ${name}`);
  const code = await spawned(process.execPath, args, { cwd: ROOT, env: process.env, prefix });
  if (code === 0) {
    tally.passed += 1;
    return;
  }
  tally.failed += 1;
  tally.failures.push(name);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  say('0 passed, 1 failed');
  process.exit(1);
});
