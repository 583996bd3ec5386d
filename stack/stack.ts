import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bring, bringAll, checkPorts, type Needs } from './lib/bring';
import { type Context, toolEnv, type Urls, urlsOf } from './lib/context';
import { install } from './lib/fetch';
import { lock } from './lib/lock';
import { Part, type PartSpec, WATCH } from './lib/part';
import { loadSecrets, type Secrets } from './lib/secrets';
import { type Ports, ROOT, readSettings, readsSearch, type StackOptions } from './lib/settings';
import { runTool } from './lib/tool';
import { app } from './parts/app';
import { broker, operate, tasklist } from './parts/camunda';
import { keycloak } from './parts/keycloak';
import { nationalPlatform } from './parts/national-platform';
import { opensearch } from './parts/opensearch';
import { postgres } from './parts/postgres';

export type { Urls } from './lib/context';
export type { Part } from './lib/part';
export type { StackOptions } from './lib/settings';

/** In the order in which they stop. */
const MAKERS = {
  app,
  nationalPlatform,
  operate,
  tasklist,
  broker,
  keycloak,
  opensearch,
  postgres,
};

export type PartName = keyof typeof MAKERS;
export type Parts = Record<PartName, Part>;

/** A running stack. */
export interface Stack {
  stateDir: string;
  ports: Ports;
  urls: Urls;
  /** The environment for tools, tests and benchmarks; the app's own has no owner of the record. */
  env: Record<string, string>;
  secrets: Secrets;
  /**
   * Every part that can run here; `operate`, `tasklist` and `app` are up only when asked for, OpenSearch
   * with one of the first two.
   */
  parts: Parts;
  /** Migrations, deployment, seed; false when there is no setup yet. */
  runSetup(): Promise<boolean>;
  startApp(): Promise<boolean>;
  stopApp(): Promise<void>;
  /** Stops everything in order. */
  stop(): Promise<void>;
}

function makeParts(context: Context, changed: () => void): Parts {
  const { stateDir, log, watchSeconds } = context.settings;
  const watch = { ...WATCH, forMs: watchSeconds * 1000 };
  const make = ([name, spec]: [string, (context: Context) => PartSpec]) => [
    name,
    new Part(spec(context), stateDir, { log, changed }, watch),
  ];
  return Object.fromEntries(Object.entries(MAKERS).map(make)) as Parts;
}

/** What other processes need to know about a running stack. */
function writeRuntime({ parts, stateDir, ports, urls, env }: Omit<Stack, 'stop'>): void {
  const running = Object.values(parts).filter((part) => part.pid);
  const runtime = {
    supervisor: process.pid,
    ports,
    urls,
    parts: Object.fromEntries(
      running.map(({ name, pid, logPath }) => [name, { pid, log: logPath }]),
    ),
    env,
  };
  const text = `${JSON.stringify(runtime, null, 2)}\n`;
  writeFileSync(join(stateDir, 'runtime.json'), text, { mode: 0o600 });
}

function assemble(context: Context, unlock: () => void): Stack {
  const { settings, secrets } = context;
  const { stateDir, ports, log } = settings;
  const env = toolEnv(settings, secrets);
  let up = true;
  const parts = makeParts(context, () => up && writeRuntime(stack));
  const abandon = () => {
    for (const part of Object.values(parts)) part.abandon();
  };
  // The supervisor's own crash: the parts must not stay behind unwatched.
  process.once('exit', abandon);
  const stack: Stack = {
    stateDir,
    ports,
    env,
    secrets,
    parts,
    urls: urlsOf(settings, secrets),
    runSetup: () => runTool('src/tools/setup.ts', 'Setup', env, settings),
    async startApp() {
      if (!existsSync(join(ROOT, 'src/main.ts'))) {
        log('  skipped  Zhujian Flow: src/main.ts does not exist yet');
        return false;
      }
      await bring(parts.app, log);
      return true;
    },
    stopApp: () => parts.app.stop(),
    async stop() {
      up = false;
      for (const part of Object.values(parts)) await part.stop();
      rmSync(join(stateDir, 'runtime.json'), { force: true });
      process.off('exit', abandon);
      unlock();
    },
  };
  return stack;
}

/**
 * Starts the local stack: database, search, identity, engine, inbox and, unless told otherwise, the
 * app on top. Parts that a killed run left behind are ended first.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const settings = readSettings(options);
  const { stateDir, ports, log } = settings;
  const unlock = lock(stateDir);
  try {
    const secrets = loadSecrets(stateDir);
    const installed = await install(settings, options.signal);
    const stack = assemble({ settings, secrets, installed }, unlock);
    const { app, operate, tasklist, opensearch, ...base } = stack.parts;
    const views = [
      ...(settings.operate ? [operate] : []),
      ...(settings.tasklist ? [tasklist] : []),
    ];
    const search = readsSearch(settings) ? [opensearch] : [];
    const wanted = [...Object.values(base), app, ...search, ...views];
    const left = await Promise.all(Object.values(stack.parts).map((part) => part.sweep()));
    if (left.some(Boolean)) log('  ended what an earlier, killed run had left running');
    await checkPorts(wanted, ports);
    const halt = () => void Promise.all(Object.values(stack.parts).map((part) => part.stop()));
    options.signal?.addEventListener('abort', halt);
    try {
      options.signal?.throwIfAborted();
      const plan: Needs[] = [
        ...search.map((part): Needs => [part]),
        [base.postgres],
        [base.broker],
        [base.keycloak, base.postgres],
        ...views.map((view): Needs => [view, opensearch]),
        [base.nationalPlatform],
      ];
      await bringAll(plan, log, halt);
      if (settings.withApp) {
        await stack.runSetup();
        options.signal?.throwIfAborted();
        await stack.startApp();
      }
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    } finally {
      options.signal?.removeEventListener('abort', halt);
    }
  } catch (error) {
    unlock();
    throw error;
  }
}
