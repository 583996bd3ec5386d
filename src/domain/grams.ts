import { comparable } from './normal-form';

/**
 * Search without word borders, as Chinese has none: text is looked up by its pairs of characters,
 * numbers and Latin words by their beginnings. Both sides of the search use this one file.
 */
const RUNS = /[\p{L}\p{N}]+/gu;
const LATIN = /^[A-Z0-9]+$/;
const LATIN_OR_OTHER = /[A-Z0-9]+|[^A-Z0-9]+/g;
/** Beginnings of numbers are kept at every second length up to this one. */
const LONGEST_BEGINNING = 20;

/** Text as every search compares it. Where it becomes another, what is stored is rebuilt (src/records/search.ts). */
export const searchable = comparable;

/** What a text is found by. */
export function indexGrams(text: string): string[] {
  return [
    ...new Set(parts(text).flatMap((part) => (LATIN.test(part) ? beginnings(part) : pairs(part)))),
  ];
}

/** What a text must have to be worth comparing with what was asked; nothing: asked too little. */
export function queryGrams(asked: string): string[] {
  return [
    ...new Set(
      parts(asked).flatMap((part) => (LATIN.test(part) ? beginnings(part).slice(-1) : pairs(part))),
    ),
  ];
}

/** The words of a question; each must be found. */
export function queryWords(asked: string): string[] {
  return searchable(asked).split(' ').filter(Boolean);
}

function parts(text: string): string[] {
  const runs = searchable(text).match(RUNS) ?? [];
  return runs.flatMap((run) => run.match(LATIN_OR_OTHER) ?? []);
}

function pairs(part: string): string[] {
  const characters = [...part];
  return characters.slice(1).map((character, index) => characters[index] + character);
}

function beginnings(part: string): string[] {
  const longest = Math.min(part.length, LONGEST_BEGINNING);
  return Array.from({ length: Math.floor(longest / 2) }, (_, index) =>
    part.slice(0, 2 * index + 2),
  );
}
