import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** Camunda 8.6 is compiled for Java 21. */
const NEEDED = 21;

/** Where JDKs usually live; every folder in these is tried. */
const USUAL_FOLDERS = [
  '/usr/lib/jvm',
  '/usr/java',
  '/opt',
  '/opt/java',
  '/Library/Java/JavaVirtualMachines',
  '/opt/homebrew/opt',
  '/usr/local/opt',
  join(homedir(), '.sdkman/candidates/java'),
  join(homedir(), '.jdks'),
  join(homedir(), 'Library/Java/JavaVirtualMachines'),
];
// macOS bundles keep the JDK inside.
const INSIDE = ['', 'Contents/Home', 'libexec/openjdk.jdk/Contents/Home'];

/** The major version of the JDK in a folder, 0 when there is none (or only a JRE). */
export function jdkVersion(home: string): number {
  if (!existsSync(join(home, 'bin/javac')) || !existsSync(join(home, 'release'))) return 0;
  const version = /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(readFileSync(join(home, 'release'), 'utf8'));
  return Number(version?.[1] ?? 0);
}

/** The folder of the program found first on the PATH, links resolved. */
function onPath(program: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const found = folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
  return found && realpathSync(found);
}

function foldersIn(parent: string): string[] {
  if (!existsSync(parent)) return [];
  const names = readdirSync(parent).sort().reverse();
  return names.flatMap((name) => INSIDE.map((inside) => join(parent, name, inside)));
}

/** The home of a JDK new enough: JAVA_HOME, then the PATH, then the usual folders. */
export function findJdk(env = process.env, folders = USUAL_FOLDERS): string {
  const java = onPath('java', env);
  const candidates = [
    ...(env.JAVA_HOME ? [env.JAVA_HOME] : []),
    ...(java ? [dirname(dirname(java))] : []),
    ...folders.flatMap(foldersIn),
  ];
  const found = candidates.find((home) => jdkVersion(home) >= NEEDED);
  if (found) return found;
  const seen = Math.max(0, ...candidates.map(jdkVersion));
  throw new Error(
    `A JDK ${NEEDED} or newer is needed${seen ? `, found only ${seen}` : ' and none was found'}: ` +
      'install one (for example Temurin 21) or point JAVA_HOME at it.',
  );
}

/** Maven is needed only to fill the cache. */
export function requireMaven(): void {
  if (spawnSync('mvn', ['--version'], { stdio: 'ignore' }).error) {
    throw new Error('Maven is needed to fetch the parts: install it so that `mvn` is on the PATH.');
  }
}
