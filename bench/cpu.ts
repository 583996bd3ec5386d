import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** CPU time in milliseconds by part: those of the stack, the bench, and the rest of the machine. */
export type CpuTimes = Record<string, number>;

/** The benchmark's own process. */
export const BENCH = 'bench itself';
/** Whatever else ran on the machine, the system's own work for it included. */
export const OTHERS = 'others on the machine';

interface Process {
  parent: number;
  ticks: number;
}

let millisecondsATick: number | undefined;

/** Linux counts CPU time in ticks, 100 a second nearly everywhere. */
function tickLength(): number {
  millisecondsATick ??= 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return millisecondsATick;
}

/** Every process with its CPU time and that of its children that have ended and were waited for. */
function processes(): Map<number, Process> {
  const found = new Map<number, Process>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // After the command name, which may itself hold spaces and brackets: field 3 of proc(5) on.
      const line = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
      const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields
        .slice(11, 15)
        .map(Number);
      const ticks = user + system + childUser + childSystem;
      found.set(Number(name), { parent: Number(fields[1]), ticks });
    } catch {
      // It ended while we were reading; its parent's next count holds it.
    }
  }
  return found;
}

/** Ticks in which the cores were busy since the machine was started, summed over the cores. */
function busyTicks(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return user + nice + system + irq + softIrq;
}

/** Whether this system tells the CPU time of processes as we read it. */
export const cpuIsKnown = (): boolean => existsSync('/proc/self/stat');

/**
 * CPU time used so far by the process tree of each part.
 * @param parts process ids by name
 * @throws where a part's process is gone: its time would be lost, and the figures with it
 */
function readCpu(parts: Record<string, number>): CpuTimes {
  const all = processes();
  const children = new Map<number, number[]>();
  for (const [pid, { parent }] of all) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const treeTicks = (pid: number): number =>
    (children.get(pid) ?? []).reduce(
      (sum, child) => sum + treeTicks(child),
      all.get(pid)?.ticks ?? 0,
    );
  const times: CpuTimes = {};
  for (const [name, pid] of Object.entries(parts)) {
    if (!all.has(pid)) throw new Error(`${name} (process ${pid}) ended while it was measured`);
    times[name] = treeTicks(pid) * tickLength();
  }
  const { user, system } = process.cpuUsage();
  times[BENCH] = (user + system) / 1000;
  const named = Object.values(times).reduce((sum, time) => sum + time, 0);
  times[OTHERS] = busyTicks() * tickLength() - named;
  return times;
}

/**
 * Begins to count.
 * @returns gives the CPU-ms used since, by part; nothing where the system or the stack does not
 *   tell (no `/proc`, or the stack's process ids are unknown)
 */
export function countCpu(parts: Record<string, number>): () => CpuTimes {
  if (!cpuIsKnown() || Object.keys(parts).length === 0) return () => ({});
  const before = readCpu(parts);
  return () => {
    const after = readCpu(parts);
    return Object.fromEntries(
      Object.entries(after).map(([name, time]) => [name, time - (before[name] ?? 0)]),
    );
  };
}

/** The sum of what a stack itself used: without the bench and without others. */
export function stackTotal(times: CpuTimes): number {
  const own = Object.entries(times).filter(([name]) => name !== BENCH && name !== OTHERS);
  return own.length === 0 ? Number.NaN : own.reduce((sum, [, time]) => sum + time, 0);
}
