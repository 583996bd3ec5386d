import { execFileSync } from 'node:child_process';

/** Resident megabytes of a process and all its descendants. */
function resident(root: number): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  const rows = lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const sum = (pid: number): number =>
    rows.reduce(
      (total, [id, parent, rss = 0]) =>
        total + (id === pid ? rss : 0) + (parent === pid ? sum(id ?? -1) : 0),
      0,
    );
  return sum(root) / 1024;
}

/** Resident megabytes by part. @param parts process ids by name */
export function memoryOf(parts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).map(([name, pid]) => [name, resident(pid)]));
}
