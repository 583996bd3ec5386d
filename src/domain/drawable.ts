import { FONTS } from './fonts.generated';

/** Characters from `first` to `last` are drawn by the font with this place in `FONTS`. */
interface Range {
  first: number;
  last: number;
  font: number;
}

/** Part of a text that one font draws. */
export interface FontRun {
  text: string;
  /** place in `FONTS` */
  font: number;
}

/** Draws all usual text, and a box where no font has a character. */
const MAIN_FONT = 0;
/** Leaves no mark on paper: blanks, line ends, and what only tells how others are to be shown. */
const UNSEEN = /^[\s\p{Default_Ignorable_Code_Point}]$/u;
/** The characters of nearly every text: ASCII, punctuation, the ideographs of everyday use. */
const PLAIN = /^[\n\x20-\x7e、-】〔〕\u4e00-\u9fa5！-～]*$/;

let table: Range[] | undefined;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Characters of a text that no font of our documents has, each once, in the order of the text: private
 * use, emoji, what is not yet in our fonts. Blanks and line ends are fine. Reads no font and takes
 * about a microsecond a character.
 */
export function undrawable(text: string): string[] {
  if (PLAIN.test(text)) return [];
  const odd = [...text].filter((one) => !UNSEEN.test(one) && fontOf(one) === undefined);
  return [...new Set(odd)];
}

/**
 * Splits a text into the parts that one font can draw. What is read as one character stays together
 * (an ideograph and its variant, a letter and its accent) as far as one font has all of it. A character
 * that no font has goes to the main font.
 */
export function fontRuns(text: string): FontRun[] {
  if (PLAIN.test(text)) return text === '' ? [] : [{ text, font: MAIN_FONT }];
  const runs: FontRun[] = [];
  for (const { text: part, font } of characters(text).flatMap(withFont)) {
    const last = runs.at(-1);
    if (last?.font === font) last.text += part;
    else runs.push({ text: part, font });
  }
  return runs;
}

/** What people read as one character each: an ideograph, a letter with its accents. */
export function characters(text: string): string[] {
  if (PLAIN.test(text)) return [...text];
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function withFont(cluster: string): FontRun[] {
  const parts = [...cluster];
  const seen = parts.filter((one) => !UNSEEN.test(one));
  const fonts = new Set(seen.map((one) => fontOf(one) ?? MAIN_FONT));
  if (fonts.size < 2) return [{ text: cluster, font: [...fonts][0] ?? MAIN_FONT }];
  return parts.map((one) => ({ text: one, font: fontOf(one) ?? MAIN_FONT }));
}

function fontOf(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  table ??= readTable();
  let [from, to] = [0, table.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const range = table[middle] as Range;
    if (code < range.first) to = middle;
    else if (code > range.last) from = middle + 1;
    else return range.font;
  }
  return undefined;
}

function readTable(): Range[] {
  return FONTS.flatMap(({ characters: ranges }, font) =>
    ranges.split(',').map((range) => {
      const [first = '', last = first] = range.split('-');
      return { first: Number.parseInt(first, 16), last: Number.parseInt(last, 16), font };
    }),
  ).sort((a, b) => a.first - b.first);
}

/** A character as it is told to people: itself, if it can be seen at all, and what Unicode calls it. */
export function named(character: string): { sign: string; code: string } {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { sign: /^\p{C}$/u.test(character) ? '' : character, code: `U+${code}` };
}
