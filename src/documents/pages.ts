/** A line of a document, as far as pages are concerned. */
export interface PageLine {
  /** Lines of one paragraph have the same number; an empty line is a paragraph, too. */
  paragraph: number;
  text: string;
  /** Begins a page, because a page break was typed before it. */
  beginsPage?: boolean;
  /** Stays with the line after it. */
  withNext?: boolean;
}

/** How many lines there is room for. */
export interface Room {
  /** on the first page, below the title */
  first: number;
  /** on every other page */
  other: number;
  /** what the signature takes below the last line */
  signature: number;
}

/** So many lines of a paragraph stay together at the foot and at the top of a page. */
const TOGETHER = 2;

/**
 * Breaks lines into pages. No page begins or ends with a single line of a paragraph, and the signature
 * has at least two lines of text above it on its page, wherever there are so many.
 * @returns for each page the index of its first line; a page that begins behind the last line has the
 * signature alone
 */
export function breakPages(lines: readonly PageLine[], room: Room): number[] {
  const starts = [0];
  for (;;) {
    const from = starts.at(-1) ?? 0;
    const fits = starts.length === 1 ? room.first : room.other;
    const section = typedBreak(lines, from);
    const last = section === lines.length;
    const needed = section - from + (last ? room.signature : 0);
    if (last && (needed <= fits || from === lines.length)) return starts;
    if (needed <= fits) {
      starts.push(section);
      continue;
    }
    const most = Math.min(from + fits, last ? signedFrom(lines) : section);
    // on the first page there is the title, so the text may begin on the second
    const earliest = starts.length === 1 ? from : from + 1;
    starts.push(latestBreak(lines, earliest, most) ?? Math.min(from + fits, section));
  }
}

/** Where the page break stands that was typed next; behind the last line if none was. */
function typedBreak(lines: readonly PageLine[], from: number): number {
  const found = lines.findIndex((line, index) => index > from && line.beginsPage);
  return found < 0 ? lines.length : found;
}

/** The last line that the page with the signature may begin with: the last but one that says something. */
function signedFrom(lines: readonly PageLine[]): number {
  const said = lines.flatMap(({ text }, index) => (text === '' ? [] : [index]));
  return said.at(-TOGETHER) ?? 0;
}

function latestBreak(lines: readonly PageLine[], earliest: number, most: number) {
  for (let at = most; at >= earliest; at -= 1) if (mayBreak(lines, at)) return at;
  return undefined;
}

/** May a page begin with this line? */
function mayBreak(lines: readonly PageLine[], at: number): boolean {
  const paragraph = (index: number) => lines[index]?.paragraph;
  if (lines[at - 1]?.withNext) return false;
  if (paragraph(at - 1) !== paragraph(at)) return true;
  const own = paragraph(at);
  return paragraph(at - TOGETHER) === own && paragraph(at + TOGETHER - 1) === own;
}
