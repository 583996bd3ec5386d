import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, type ProcessRecord, readRecord, recordOf } from './processes';

const lockFile = (stateDir: string) => join(stateDir, 'run', 'supervisor.json');

/** The process that runs a stack on this state folder, if one does. */
export function runningSupervisor(stateDir: string): ProcessRecord | undefined {
  const record = readRecord(lockFile(stateDir));
  return record && isRunning(record) ? record : undefined;
}

/** Makes this process the only one on the state folder; returns how to give it up. */
export function lock(stateDir: string): () => void {
  const other = runningSupervisor(stateDir);
  if (other) {
    throw new Error(
      `Zhujian Flow already runs on ${stateDir} (process ${other.pid}): ` +
        'stop it there with Ctrl-C, or choose other ports (ZJF_PORT_BASE) and another folder ' +
        '(ZJF_STATE_DIR).',
    );
  }
  mkdirSync(join(stateDir, 'run'), { recursive: true });
  rmSync(lockFile(stateDir), { force: true });
  try {
    writeFileSync(lockFile(stateDir), JSON.stringify(recordOf(process.pid)), { flag: 'wx' });
  } catch {
    throw new Error(`Another start on ${stateDir} was a moment faster.`);
  }
  return () => rmSync(lockFile(stateDir), { force: true });
}
