import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lock, runningSupervisor } from '../../../stack/lib/lock';
import { endProcess, isRunning, launch, recordOf } from '../../../stack/lib/processes';

const folder = mkdtempSync(join(tmpdir(), 'zjf-processes-'));

function start(script: string): ReturnType<typeof launch> {
  return launch({ file: process.execPath, args: ['-e', script] }, join(folder, 'part.log'));
}

describe('processes of the stack', () => {
  it('are ended politely, and with force when they do not listen', async () => {
    const deaf = start(
      "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 9);",
    );
    const exit = once(deaf, 'exit');
    const record = recordOf(deaf.pid ?? 0);
    while (!readFileSync(join(folder, 'part.log'), 'utf8').includes('up')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(isRunning(record)).toBe(true);
    await endProcess(record, 'SIGTERM', 200);
    expect((await exit)[1]).toBe('SIGKILL');
    expect(isRunning(record)).toBe(false);
  });

  it('are left alone when only the number is the same', async () => {
    const other = start('setInterval(() => {}, 9)');
    const record = recordOf(other.pid ?? 0);
    await endProcess({ ...record, started: 'another time' });
    expect(isRunning(record)).toBe(true);
    await endProcess(record);
  });

  it('share a state folder with nobody', () => {
    const unlock = lock(folder);
    expect(runningSupervisor(folder)?.pid).toBe(process.pid);
    expect(() => lock(folder)).toThrow('already runs');
    unlock();
    expect(runningSupervisor(folder)).toBeUndefined();
  });
});
