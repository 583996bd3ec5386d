import { createHash } from 'node:crypto';

/** How a draw is made (docs/sampling.md); stored with each, so that another way can be added. */
export const DRAW_ALGORITHM = 'sha256-rank-1';

/** All that a draw depends on. */
export interface Draw {
  /** random text, fixed only after the population */
  seed: string;
  population: readonly string[];
  size: number;
  /** count in the population, are not drawn */
  excluded?: readonly string[];
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Draws at random without replacement: every item ranks by SHA-256 of `seed|item`, the lowest are
 * drawn. Same input, same result, in whatever order the population is given.
 * @returns the drawn items in the order of their ranks; all where the size is larger
 */
export function drawSample({ seed, population, size, excluded = [] }: Draw): string[] {
  const out = new Set(excluded);
  return [...new Set(population)]
    .filter((item) => !out.has(item))
    .map((item) => ({ item, rank: sha256(`${seed}|${item}`) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, Math.max(0, size))
    .map(({ item }) => item);
}

/** The places of a block that are drawn, ascending: a draw of `count` from 1 … `size`. */
export function drawPositions(seed: string, size: number, count: number): number[] {
  const population = Array.from({ length: size }, (_, i) => String(i + 1));
  return drawSample({ seed, population, size: count })
    .map(Number)
    .sort((a, b) => a - b);
}

/** Fingerprint of a population: SHA-256 of its items, sorted by code unit, a line each. */
export function populationHash(population: readonly string[]): string {
  return sha256(sortedPopulation(population).join('\n'));
}

/** The order a population is stored in: by code unit, each item once. */
export function sortedPopulation(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
