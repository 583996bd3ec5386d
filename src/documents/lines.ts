import { characters } from '../domain/drawable';

/** Characters that may not begin a line: closing marks, full stops, particles of numbers. */
const notFirst = new Set('，。、；：？！…—～·）〕］｝》〉」』】’”％℃,.;:?!)]}%');
/** Characters that may not end a line: opening marks. */
const notLast = new Set('（〔［｛《〈「『【‘“([{￥$');
/** Letters and digits of words, which stay whole. */
const ofWord = /^[!-~\u00c0-\u024f]/;

/**
 * Breaks Chinese text into lines no wider than `widthOf(line)` allows, by the rules for
 * punctuation (禁则): numbers and Latin words stay whole while they fit a line.
 *
 * @param measure width of a text in points; of two texts one after the other it is the sum
 * @param widthOf width of the line with this index (the first may be indented)
 */
export function breakLines(
  text: string,
  measure: (text: string) => number,
  widthOf: (line: number) => number,
): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const unit of unbreakable(text)) {
    if (used + measure(unit) <= widthOf(lines.length)) line += unit;
    else if (line === '') line = unit;
    else {
      lines.push(line.trimEnd());
      line = unit.trimStart();
    }
    while (measure(line) > widthOf(lines.length)) {
      const head = longestFit(line, measure, widthOf(lines.length));
      if (head === line) break;
      lines.push(head);
      line = line.slice(head.length);
    }
    used = measure(line);
  }
  if (line !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Cuts a text where a line may break: between Chinese characters, between words. */
function unbreakable(text: string): string[] {
  const units: string[] = [];
  let before = '';
  for (const one of characters(text)) {
    const inWord = ofWord.test(before) && ofWord.test(one);
    const glued = inWord || one === ' ' || notFirst.has(one) || notLast.has(before);
    if (glued && units.length > 0) units[units.length - 1] += one;
    else units.push(one);
    before = one;
  }
  return units;
}

/** A unit wider than the line itself (a long address) is cut where it must be. */
function longestFit(text: string, measure: (text: string) => number, width: number): string {
  const [first = '', ...others] = characters(text);
  let head = first;
  let used = measure(head);
  for (const one of others) {
    used += measure(one);
    if (used > width) break;
    head += one;
  }
  return head;
}
