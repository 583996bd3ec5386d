import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const lock: { packages: Record<string, Entry> } = JSON.parse(
  readFileSync(join(__dirname, '../../package-lock.json'), 'utf8'),
);

/** The folders where Node looks for what the package in `path` requires, nearest first. */
function lookups(path: string, name: string): string[] {
  const own = `${path ? `${path}/` : ''}node_modules/${name}`;
  const above = path.lastIndexOf('/node_modules/');
  if (!path) return [own];
  return [own, ...lookups(above < 0 ? '' : path.slice(0, above), name)];
}

describe('package-lock.json', () => {
  it('names every optional package of every platform, or npm ci refuses it', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => !lookups(path, name).some((at) => lock.packages[at]),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry', () => {
    const hosts = Object.values(lock.packages).filter((entry) => entry.resolved);
    expect(hosts).toEqual([]);
  });
});
