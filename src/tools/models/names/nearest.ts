import { distance } from 'fastest-levenshtein';

/** A name may differ from the one that was meant in this share of its letters. */
const ALIKE = 0.4;

/** The name among those there are that is nearest to one there is not; undefined: none is alike. */
export function nearest(wrong: string, names: Iterable<string>): string | undefined {
  const [best] = [...new Set(names)]
    .filter((name) => name !== wrong)
    .map((name) => ({ name, apart: distance(plain(wrong), plain(name)) }))
    .filter(({ name, apart }) => apart <= Math.max(name.length, wrong.length) * ALIKE)
    .sort((a, b) => a.apart - b.apart || (a.name < b.name ? -1 : 1));
  return best?.name;
}

/** One or two letters away: a slip of the fingers, and no other name. */
export function isSlip(one: string, other: string): boolean {
  return one !== other && distance(plain(one), plain(other)) <= 2;
}

/** “，应为 X 吗？” for the end of a Chinese message; empty where no name is alike. */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  const best = nearest(wrong, names);
  return best === undefined ? '' : `，是否应为 ${best}？`;
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
