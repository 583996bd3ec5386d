import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles } from '../../src/models/folders';
import { ROOT, type Settings } from './settings';

/** How to start the rules engine. */
export interface RulesEngineProgram {
  java: string;
  args: string[];
  /** Its own classes. */
  jar: string;
  /** The version of everything it is made of: another one may say something else of the same model. */
  version: string;
}

/**
 * What the engine evaluates decisions and validates diagrams with, by the names in the broker's `lib`. All
 * of that folder (450 files) would do as well, but would take the program a second more to start.
 */
const LIBRARIES = [
  'agrona',
  'camunda-dmn-model',
  'camunda-xml-model',
  'cron-utils',
  'dmn-engine',
  'fastparse_2.13',
  'feel-engine',
  'geny_2.13',
  'jackson-annotations',
  'jackson-core',
  'jackson-databind',
  'jackson-dataformat-msgpack',
  'msgpack-core',
  'scala-library',
  'slf4j-api',
  'sourcecode_2.13',
  'zeebe-bpmn-model',
  'zeebe-dmn',
  'zeebe-expression-language',
  'zeebe-feel-integration',
  'zeebe-msgpack-core',
  'zeebe-msgpack-value',
  'zeebe-protocol',
  'zeebe-protocol-impl',
  'zeebe-stream-platform',
  'zeebe-util',
  'zeebe-workflow-engine',
];

const JAR = 'rules-engine.jar';
/** Has a JVM with that jar read each schema once. */
export const SCHEMAS_READ_ONCE =
  '-Djavax.xml.parsers.DocumentBuilderFactory=zhujian.xml.SchemasReadOnce';
const FLAGS = [
  SCHEMAS_READ_ONCE,
  '-Xmx512m',
  // deep FEEL is read by recursion
  '-Xss16m',
  '-XX:+UseSerialGC',
  '-Dfile.encoding=UTF-8',
  '-Dslf4j.internal.verbosity=ERROR',
  // its standard output is for answers
  '-Xlog:disable',
  '-Xlog:all=error:stderr',
  '-XX:+DisplayVMOutputToStderr',
];

const SOURCES = join(ROOT, 'rules-engine/src');
const MAIN = 'zhujian.rules.Main';
const TRAINING_ANSWERS = 64 * 2 ** 20;

const run = promisify(execFile);

/**
 * The rules engine of exactly these sources, this version of Camunda and this JDK, built if it is not there
 * yet.
 * @param settle moves a finished folder to its final name, also where another checkout was faster
 * @throws Error naming the library that the distribution does not have
 */
export async function buildRulesEngine(
  javaHome: string,
  camunda: string,
  { cacheDir, log }: Settings,
  settle: (partial: string, folder: string) => void,
): Promise<RulesEngineProgram> {
  const libraries = findLibraries(join(camunda, 'lib'));
  const version = versionOf(javaHome, libraries);
  const folder = join(cacheDir, `rules-engine-${version}`);
  if (!existsSync(folder)) {
    log('Building the rules engine …');
    const partial = `${folder}.partial-${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    await compile(javaHome, libraries, partial);
    settle(partial, folder);
  }
  const java = join(javaHome, 'bin/java');
  const jar = join(folder, JAR);
  const program = ['-cp', [jar, ...libraries].join(delimiter), MAIN];
  const archive = join(folder, 'classes.jsa');
  if (!existsSync(archive)) await archiveClasses(java, program, archive);
  return { java, args: [...FLAGS, `-XX:SharedArchiveFile=${archive}`, ...program], jar, version };
}

/**
 * Keeps the classes as the JVM has them in memory: it then starts in half the time. Programs that run map
 * this file, so it is never written in place (the JVM's own `AutoCreateSharedArchive` does that: of several
 * programs that end at once, one took the file away under another, which crashed).
 */
async function archiveClasses(java: string, program: string[], archive: string): Promise<void> {
  const partial = `${archive}.partial-${process.pid}`;
  const training = run(java, [...FLAGS, `-XX:ArchiveClassesAtExit=${partial}`, ...program], {
    maxBuffer: TRAINING_ANSWERS,
  });
  training.child.stdin?.end(trainingRequests());
  await training;
  renameSync(partial, archive);
}

/** One request of each kind: the project's own models use most classes there are. */
function trainingRequests(): string {
  const read = (folder: string, ending: string) =>
    listFiles(join(ROOT, folder))
      .filter((file) => file.endsWith(ending))
      .map((file) => ({ name: basename(file), content: readFileSync(file, 'utf8') }));
  const tables = read('dmn', '.dmn');
  const requests = [
    { op: 'load', set: 'training', resources: tables },
    { op: 'evaluate', set: 'training', asked: [{ decisionId: 'none', facts: {} }] },
    { op: 'tables', resources: tables },
    { op: 'diagrams', resources: read('bpmn', '.bpmn') },
    { op: 'expressions', expressions: [{ text: 'if a then 1 else 2', unary: false }] },
    { op: 'decided', tests: [{ text: '> 1', values: [1] }] },
  ];
  return requests.map((request) => `${JSON.stringify(request)}\n`).join('');
}

function findLibraries(lib: string): string[] {
  const jars = readdirSync(lib);
  return LIBRARIES.map((name) => {
    const version = new RegExp(`^${name}-\\d[^/]*\\.jar$`);
    const jar = jars.find((file) => version.test(file));
    if (!jar) throw new Error(`${lib} has no ${name}: is it Camunda's distribution?`);
    return join(lib, jar);
  });
}

function versionOf(javaHome: string, libraries: string[]): string {
  const hash = createHash('sha256').update(libraries.map((file) => basename(file)).join());
  const files = [...sources(), __filename, join(javaHome, 'release')];
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

function sources(): string[] {
  return listFiles(SOURCES).filter((file) => file.endsWith('.java'));
}

async function compile(javaHome: string, libraries: string[], folder: string): Promise<void> {
  const classes = join(folder, 'classes');
  mkdirSync(classes, { recursive: true });
  const how = ['-Xlint:all,-classfile,-path,-processing', '--release', '21', '-d', classes];
  const javac = join(javaHome, 'bin/javac');
  await run(javac, [...how, '-cp', libraries.join(delimiter), ...sources()]);
  // the JVM's archive of classes takes jars only
  await run(join(javaHome, 'bin/jar'), ['cf', join(folder, JAR), '-C', classes, '.']);
  rmSync(classes, { recursive: true });
}
