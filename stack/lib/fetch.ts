import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { listFiles } from '../../src/models/folders';
import { findJdk, requireMaven } from './jdk';
import { isAlive } from './processes';
import { buildRulesEngine, type RulesEngineProgram } from './rules-engine';
import { ROOT, type Settings } from './settings';

/** Where the fetched parts are. */
export interface Installed {
  javaHome: string;
  camunda: string;
  keycloak: string;
  /** Class path entries of the search node. */
  opensearch: string[];
  /** The jar with our exporters, for the broker. */
  feed: string;
  /** The jar of the rules engine: the broker reads models with its `SchemasReadOnce`. */
  rulesEngine: string;
}

const SOURCES = ['stack/pom.xml', 'stack/opensearch/SearchNode.java'];
/** Keycloak's options that are fixed when it is built; `start --optimized` then starts faster. */
const KEYCLOAK_BUILD = ['build', '--db=postgres', '--health-enabled=true'];
/** A silent connection is given up after five minutes, not after thirty; two names by Maven's age. */
const STALLED = ['-Dmaven.wagon.rto=300000', '-Daether.connector.requestTimeout=300000'];
const AGAIN_AFTER_MS = [5_000, 30_000];

/** The cache folder of exactly these versions: another version gets another folder. */
export function cacheFolder(cacheDir: string): string {
  const hash = createHash('sha256').update(KEYCLOAK_BUILD.join(' '));
  for (const file of SOURCES) hash.update(readFileSync(join(ROOT, file)));
  return join(cacheDir, `java-${hash.digest('hex').slice(0, 12)}`);
}

/** The cache folder of exactly this feed: it is built anew when a source of it changes. */
function feedFolder(cacheDir: string, camunda: string): string {
  const hash = createHash('sha256').update(camunda);
  for (const file of ['feed/pom.xml', ...listFiles(join(ROOT, 'feed/src/main')).sort()])
    hash.update(readFileSync(resolve(ROOT, file)));
  return join(cacheDir, `feed-${hash.digest('hex').slice(0, 12)}`);
}

function onlyFolderIn(parent: string): string {
  const [name] = readdirSync(parent);
  if (!name) throw new Error(`${parent} is empty: remove the folder above it and start again.`);
  return join(parent, name);
}

/** Runs a program, its output in the log; lines the filter turns into text are shown. */
function run(
  [file, ...args]: [string, ...string[]],
  env: NodeJS.ProcessEnv,
  logFile: string,
  show: (line: string) => void = () => {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        appendFileSync(logFile, `${line}\n`);
        show(line);
      });
    }
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${file} failed (${code}). Read ${logFile}`)),
    );
  });
}

/** Turns Maven's chatter into what a person waits for: the large files, and a count of the rest. */
function mavenProgress(log: (line: string) => void): (line: string) => void {
  let files = 0;
  return (line) => {
    const begun = /^\[?.*Downloading from [^:]+: .*\/([^/]+\.tar\.gz)$/.exec(line);
    const done = /Downloaded from [^:]+: .*\/([^/]+\.(?:jar|tar\.gz)) \(([\d.]+ [kM]B)/.exec(line);
    if (begun) log(`  fetching ${begun[1]} …`);
    if (done?.[1]?.endsWith('.tar.gz')) log(`  fetched  ${done[1]} (${done[2]})`);
    else if (done && ++files % 25 === 0) log(`  fetched  ${files} libraries`);
    if (/Unpacking .*\.tar\.gz/.test(line)) log('  unpacking …');
  };
}

/** Removes what a fetch that was killed left half done. */
function dropAbandoned(folder: string): void {
  const parent = dirname(folder);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const pid = /\.partial-(\d+)$/.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid)))) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}

/** Tries a download again that broke off: Maven goes on from the files it has. */
async function persist(
  download: () => Promise<void>,
  log: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (const pause of AGAIN_AFTER_MS) {
    try {
      return await download();
    } catch (error) {
      signal?.throwIfAborted();
      log(`  ${(error as Error).message}: trying again in ${pause / 1000} s …`);
      await sleep(pause, undefined, { signal });
    }
  }
  await download();
}

async function fill(
  folder: string,
  javaHome: string,
  settings: Settings,
  signal?: AbortSignal,
): Promise<void> {
  requireMaven();
  const { log, stateDir } = settings;
  log('Fetching Camunda, OpenSearch and Keycloak through Maven (once, about 550 MB) …');
  const logs = join(stateDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const logFile = join(logs, 'fetch.log');
  const partial = `${folder}.partial-${process.pid}`;
  dropAbandoned(folder);
  const env = { ...process.env, JAVA_HOME: javaHome };
  const pom = join(ROOT, 'stack/pom.xml');
  const maven = ['mvn', '-B', '-U', '-f', pom, 'process-resources', ...STALLED] as const;
  await persist(
    () => run([...maven, `-Dzjf.cache=${partial}`], env, logFile, mavenProgress(log)),
    log,
    signal,
  );
  log('  preparing Keycloak and OpenSearch …');
  const search = join(partial, 'opensearch');
  const javac = [join(javaHome, 'bin/javac'), '-cp', join(search, 'lib/*'), '-d'] as const;
  const source = join(ROOT, 'stack/opensearch/SearchNode.java');
  await run([...javac, join(search, 'classes'), '--release', '21', source], env, logFile);
  const keycloak = onlyFolderIn(join(partial, 'keycloak'));
  await run([join(keycloak, 'bin/kc.sh'), ...KEYCLOAK_BUILD], env, logFile);
  settle(partial, folder);
}

/**
 * The last step, in one go: a folder with the final name is always whole. Another checkout that shares
 * the cache may have been faster.
 */
function settle(partial: string, folder: string): void {
  try {
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The JDK, and what Maven fetched; the first time through Maven, from then on without any network. */
async function fetched(
  settings: Settings,
  signal?: AbortSignal,
): Promise<{ javaHome: string; folder: string; camunda: string }> {
  const javaHome = findJdk();
  const folder = cacheFolder(settings.cacheDir);
  if (!existsSync(folder)) await fill(folder, javaHome, settings, signal);
  return { javaHome, folder, camunda: onlyFolderIn(join(folder, 'camunda')) };
}

/**
 * The engine's libraries with our way in, rules-engine/: built when first asked for, from then on by its
 * sources and the version of Camunda from the cache.
 * @returns the java program, its arguments and the folder of this build
 */
export async function installRulesEngine(settings: Settings): Promise<RulesEngineProgram> {
  const { javaHome, camunda } = await fetched(settings);
  return buildRulesEngine(javaHome, camunda, settings, settle);
}

/** Builds what runs in the broker, feed/, with the classes of the broker. */
async function buildFeed(
  folder: string,
  { javaHome, camunda }: Pick<Installed, 'javaHome' | 'camunda'>,
  { log, stateDir }: Settings,
  signal?: AbortSignal,
): Promise<void> {
  requireMaven();
  log('Building the engine feed …');
  const logFile = join(stateDir, 'logs/fetch.log');
  mkdirSync(dirname(logFile), { recursive: true });
  const partial = `${folder}.partial-${process.pid}`;
  dropAbandoned(folder);
  const env = { ...process.env, JAVA_HOME: javaHome };
  const maven = ['mvn', '-B', '-f', join(ROOT, 'feed/pom.xml'), 'package', ...STALLED] as const;
  const where = [`-Dzjf.target=${partial}`, `-Dzjf.camunda=${camunda}`];
  await persist(() => run([...maven, '-DskipTests', ...where], env, logFile), log, signal);
  settle(partial, folder);
}

/** The fetched parts; the first time through Maven, from then on without any network. */
export async function install(settings: Settings, signal?: AbortSignal): Promise<Installed> {
  const { javaHome, folder, camunda } = await fetched(settings, signal);
  const feed = feedFolder(settings.cacheDir, camunda);
  if (!existsSync(feed)) await buildFeed(feed, { javaHome, camunda }, settings, signal);
  const rulesEngine = await buildRulesEngine(javaHome, camunda, settings, settle);
  return {
    javaHome,
    camunda,
    feed: join(feed, 'feed.jar'),
    rulesEngine: rulesEngine.jar,
    keycloak: onlyFolderIn(join(folder, 'keycloak')),
    opensearch: [join(folder, 'opensearch/classes'), join(folder, 'opensearch/lib/*')],
  };
}
