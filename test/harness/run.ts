import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { install } from '../../stack/lib/fetch';
import { readPorts, readSettings } from '../../stack/lib/settings';
import { type Stack, startStack } from '../../stack/stack';
import { serveControl } from './control';

/**
 * Runs every suite: those without a stack first, then a stack of its own (own ports, own state, also
 * beside a running `npm start`), the suites on it, and the two coverage reports. The last line is
 * `N passed, N failed`. `--only processes,api` runs some suites; further words are names of test
 * files. `--serve` only starts the stack and waits, so that a test can be run again and again:
 * `ZJF_TEST_RUNTIME=<file> npx jest --selectProjects processes <file>`.
 */
const ROOT = join(__dirname, '../..');
const STATE = resolve(ROOT, process.env.ZJF_TEST_STATE_DIR ?? '.state-test');
const REPORTS = join(ROOT, 'reports');
const WITHOUT_STACK = ['static', 'unit', 'models'];
const WITH_STACK = ['decisions', 'api', 'processes', 'e2e', 'faults'];
const PORTS_A_STACK = 50;
const FIRST_PORT = 21_000;
const BLOCKS = 230;
// a job whose worker died is offered again soon: tests of that wait for it
process.env.JOB_TIMEOUT_SECONDS ??= '20';
// all tests come from one address
process.env.PUBLIC_SUBMISSIONS_PER_HOUR ??= '10000';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

async function main(): Promise<void> {
  const started = Date.now();
  const { values, positionals } = parseArgs({
    options: {
      only: { type: 'string' },
      keep: { type: 'boolean' },
      serve: { type: 'boolean' },
    },
    allowPositionals: true,
    strict: false,
  });
  const wanted =
    typeof values.only === 'string' ? values.only.split(',') : [...WITHOUT_STACK, ...WITH_STACK];
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  // another run may be writing its results there
  if (!values.serve) rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  if (wanted.includes('static')) {
    await step(
      'lint',
      [join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
      tally,
    );
    await step('types', [join(ROOT, 'node_modules/typescript/bin/tsc'), '--noEmit'], tally);
  }
  for (const suite of WITHOUT_STACK.filter((s) => s !== 'static' && wanted.includes(s)))
    await runSuite(suite, positionals, process.env, tally);

  const onStack = WITH_STACK.filter((s) => wanted.includes(s));
  if (onStack.length > 0) {
    // from nothing, each time
    rmSync(STATE, { recursive: true, force: true });
    const where = { stateDir: STATE, log: say };
    // takes minutes the first time, so ports are looked for afterwards
    await install(readSettings(where));
    const stack = await startStack({ ...where, portBase: await freeBase() });
    const control = await serveControl(stack);
    try {
      const env = { ...process.env, ...testEnvironment(stack, control.url) };
      if (values.serve) return await serve(env);
      for (const suite of onStack) await runSuite(suite, positionals, env, tally);
      if (!values.only) await report('bpmn-coverage', [stack.env.OPENSEARCH_URL ?? ''], tally);
    } finally {
      control.close();
      await stack.stop();
      if (!values.keep && tally.failed === 0) rmSync(STATE, { recursive: true, force: true });
    }
  }
  if (!values.only && positionals.length === 0) await report('rule-coverage', [REPORTS], tally);
  say(`\nall suites: ${Math.round((Date.now() - started) / 1000)} s; reports in reports/`);
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  say(`${tally.passed} passed, ${tally.failed} failed${skipped}`);
  process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);
}

function testEnvironment(stack: Stack, controlUrl: string): Record<string, string> {
  const runtime = join(STATE, 'test-runtime.json');
  const { urls, env, stateDir } = stack;
  writeFileSync(runtime, JSON.stringify({ urls, env, stateDir, controlUrl }, null, 2));
  return { ZJF_TEST_RUNTIME: runtime };
}

/** Leaves the stack up until Ctrl-C. */
async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  say(`\nready: ZJF_TEST_RUNTIME=${env.ZJF_TEST_RUNTIME} npx jest --selectProjects <suite> <file>`);
  await new Promise((resolve) => process.once('SIGINT', resolve));
}

/** One Jest project, one process, one file after the other: they share the engine's clock. */
async function runSuite(
  suite: string,
  more: string[],
  env: NodeJS.ProcessEnv,
  tally: Tally,
): Promise<void> {
  say(`\n== ${suite}`);
  const json = join(REPORTS, `jest-${suite}.json`);
  const args = ['--selectProjects', suite, '--json', '--outputFile', json, '--passWithNoTests'];
  const order = suite === 'unit' || suite === 'models' ? ['--maxWorkers', '2'] : ['--runInBand'];
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const code = await spawned(process.execPath, [jest, ...args, ...order, ...more], env);
  try {
    const result = JSON.parse(readFileSync(json, 'utf8'));
    tally.passed += result.numPassedTests;
    tally.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    tally.skipped += result.numPendingTests + result.numTodoTests;
  } catch {
    tally.failed += 1;
  }
  if (code !== 0 && tally.failed === 0) tally.failed += 1;
}

/** A report counts as one test: it fails where coverage is missing. */
function report(name: string, args: string[], tally: Tally): Promise<void> {
  return step(name, ['--import', 'tsx', join(ROOT, `test/reports/${name}.ts`), ...args], tally);
}

/** A Node program that passes by its exit code. */
async function step(name: string, args: string[], tally: Tally): Promise<void> {
  say(`\n== ${name}`);
  const code = await spawned(process.execPath, args, process.env);
  if (code === 0) tally.passed += 1;
  else tally.failed += 1;
}

function spawned(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
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

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  say('0 passed, 1 failed');
  process.exit(1);
});
