/** A paragraph as it was typed; empty where an empty line was. */
export interface Paragraph {
  text: string;
  /** A page break was typed before it. */
  beginsPage: boolean;
}

const LINE_END = /\r\n?|[\n\v\u0085\u2028\u2029]/;
/** A tabulator is as wide as the beginning of a paragraph. */
const TABULATOR = '\u3000\u3000';

/**
 * What was typed as paragraphs: each line end begins one, an empty line stays an empty line, a form feed
 * begins a page. Blanks at the beginning and end of a paragraph are left out: how far it is indented
 * says GB/T 9704.
 */
export function typedParagraphs(texts: readonly string[]): Paragraph[] {
  return texts.flatMap((text) =>
    text.split('\f').flatMap((page, pages) =>
      page.split(LINE_END).map((line, lines) => ({
        text: inLine(line).trim(),
        beginsPage: pages > 0 && lines === 0,
      })),
    ),
  );
}

/** What stands in one line, whatever was typed: a title, a name. */
export function oneLine(text: string): string {
  return inLine(text).trim();
}

/** Without what is not seen but for signs of variants; blanks that no font need have. */
function inLine(text: string): string {
  return text
    .replaceAll('\t', TABULATOR)
    .replace(/(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/(?!\u3000)\s/gu, ' ');
}
