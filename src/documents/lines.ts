/** Characters that may not begin a line: closing marks, full stops, particles of numbers. */
const notFirst = new Set('，。、；：？！…—～·）〕］｝》〉」』】’”％℃,.;:?!)]}%');
/** Characters that may not end a line: opening marks. */
const notLast = new Set('（〔［｛《〈「『【‘“([{￥$');

/**
 * Breaks Chinese text into lines no wider than `widthOf(line)` allows, by the rules for
 * punctuation (禁则): numbers and Latin words stay whole while they fit a line.
 *
 * @param measure width of a text in points
 * @param widthOf width of the line with this index (the first may be indented)
 */
export function breakLines(
  text: string,
  measure: (text: string) => number,
  widthOf: (line: number) => number,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of unbreakable(text)) {
    const width = widthOf(lines.length);
    if (measure(line + unit) <= width) {
      line += unit;
    } else if (line !== '') {
      lines.push(line.trimEnd());
      line = unit.trimStart();
    } else {
      line = unit;
    }
    while (measure(line) > widthOf(lines.length)) {
      const head = longestFit(line, measure, widthOf(lines.length));
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Cuts a text where a line may break: between Chinese characters, between words. */
function unbreakable(text: string): string[] {
  const pieces = text.match(/[!-~]+ ?| |[^!-~ ]/gu) ?? [];
  const units: string[] = [];
  for (const piece of pieces) {
    const last = units.at(-1);
    const glued =
      last !== undefined &&
      (notFirst.has(first(piece)) || notLast.has(last.at(-1) ?? '') || piece === ' ');
    if (glued) units[units.length - 1] = last + piece;
    else units.push(piece);
  }
  return units;
}

function first(text: string): string {
  return text.charAt(0);
}

/** A unit wider than the line itself (a long address) is cut where it must be. */
function longestFit(text: string, measure: (text: string) => number, width: number): string {
  const characters = [...text];
  let head = characters[0] ?? '';
  for (const character of characters.slice(1)) {
    if (measure(head + character) > width) break;
    head += character;
  }
  return head;
}
