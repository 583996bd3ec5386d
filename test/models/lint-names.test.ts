/** Typing errors put into our own models: each is found where it is, with the name that was meant. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Resource, readModels, readResources } from '../../src/models/read';
import type { Finding } from '../../src/tools/models/finding';
import { lintNames } from '../../src/tools/models/lint-names';
import { root, workerInfos } from './own-models';
import { type Seed, seeds } from './seeded-errors';

/** Errors are put in this many at a time, each into a file of its own where that can be. */
const TOGETHER = 8;

let intact: Resource[];
const found = new Map<Seed, Finding | undefined>();

beforeAll(async () => {
  intact = await readResources(root);
  for (const batch of batches(seeds)) {
    const findings = await lint(batch.reduce(seeded, intact));
    for (const seed of batch)
      found.set(
        seed,
        findings.find((finding) => finds(finding, seed)),
      );
  }
}, 600_000);

async function lint(resources: Resource[]): Promise<Finding[]> {
  return lintNames(await readModels(resources), resources, workerInfos);
}

function seeded(resources: Resource[], { file, after = '', from, to }: Seed): Resource[] {
  return resources.map((one) => {
    if (one.name !== file) return one;
    const text = String(one.content);
    const start = text.indexOf(after);
    const at = text.indexOf(from, start);
    if (start < 0 || at < 0) throw new Error(`${file} has no ${after} ${from}`);
    return { ...one, content: text.slice(0, at) + to + text.slice(at + from.length) };
  });
}

function finds({ file, element, message, severity }: Finding, seed: Seed): boolean {
  const { at = seed.file, element: wanted, says } = seed;
  return severity === 'error' && file === at && element === wanted && says.test(message);
}

function batches(all: Seed[]): Seed[][] {
  const rounds = Math.ceil(all.length / TOGETHER);
  return Array.from({ length: rounds }, (_, round) => all.filter((_, n) => n % rounds === round));
}

test('[R2] today’s models have no name that is missing or left over', async () => {
  expect(await lint(await readResources(root))).toEqual([]);
});

describe('[R1][R2][R5] the lint finds', () => {
  test.each(seeds.map((seed) => [`${seed.kind}: ${seed.to} (${seed.file})`, seed] as const))(
    '%s',
    (_, seed) => {
      expect(found.get(seed)).toBeDefined();
    },
  );
});

test('[R2] at least forty errors of ten kinds, and docs/analysts.md has their table', () => {
  const kinds = [...new Set(seeds.map(({ kind }) => kind))];
  expect(seeds.length).toBeGreaterThanOrEqual(40);
  expect(kinds.length).toBeGreaterThanOrEqual(10);
  const docs = readFileSync(join(root, 'docs/analysts.md'), 'utf8');
  const missing = kinds.map(row).filter((line) => !docs.includes(line));
  expect(missing).toEqual([]);
});

/** A row of the table of what was found and what was missed. */
function row(kind: string): string {
  const all = seeds.filter((seed) => seed.kind === kind);
  const hits = all.filter((seed) => found.get(seed)).length;
  return `| ${kind} | ${all.length} | ${hits} | ${all.length - hits} |`;
}
