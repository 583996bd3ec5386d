import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How one part is started. */
export interface Command {
  file: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
}

/** A process we started, so described that a later process with the same number is not it. */
export interface ProcessRecord {
  pid: number;
  started: string;
}

/** When a process began, as the system tells it; undefined when there is no such process. */
export function startOf(pid: number): string | undefined {
  try {
    if (existsSync('/proc/self/stat')) {
      // Field 22, counted after the command name, which may itself hold spaces and brackets.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ');
      if (!fields || fields[0] === 'Z') return undefined;
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
    }
    const found = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return found.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether any process has this number. */
export function isAlive(pid: number): boolean {
  return startOf(pid) !== undefined;
}

/** The command line of a process, empty when there is none. */
export function argsOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** The record of a running process. */
export function recordOf(pid: number): ProcessRecord {
  return { pid, started: startOf(pid) ?? '' };
}

/** A record kept in a file; undefined when a kill in the middle of writing left half of it. */
export function readRecord(file: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord;
  } catch {
    return undefined;
  }
}

/** Whether the recorded process itself still runs. */
export function isRunning(record: ProcessRecord): boolean {
  return record.started !== '' && startOf(record.pid) === record.started;
}

/**
 * Starts a process of its own session with its output appended to a file: a Ctrl-C in the terminal
 * does not reach it (the stack stops its parts in order), and it can write when the stack is gone.
 */
export function launch(command: Command, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  try {
    return spawn(command.file, command.args, {
      cwd: command.cwd,
      env: command.env ?? process.env,
      uid: command.uid,
      gid: command.gid,
      detached: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function gone(record: ProcessRecord, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (isRunning(record)) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

/** Ends exactly this process: asks first, insists when it takes longer than allowed. */
export async function endProcess(
  record: ProcessRecord,
  ask: NodeJS.Signals = 'SIGTERM',
  timeoutMs = 20_000,
): Promise<void> {
  if (!isRunning(record)) return;
  signal(record.pid, ask);
  if (await gone(record, timeoutMs)) return;
  signal(record.pid, 'SIGKILL');
  await gone(record, 10_000);
}
