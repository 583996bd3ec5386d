import { inflateSync } from 'node:zlib';

/** The text of each line drawn in a PDF by pdfkit, read back through its ToUnicode maps. */
export function pdfLines(bytes: Buffer): string[] {
  return pdfPages(bytes).flat();
}

/** The same, page by page. */
export function pdfPages(bytes: Buffer): string[][] {
  return pdfDrawn(bytes).map((page) => page.map(({ text }) => text));
}

/** A line as it was drawn: its baseline, from the lower edge of the page, and its size, in points. */
export interface Drawn {
  text: string;
  baseline: number;
  size: number;
}

/** The same with the place of each line. */
export function pdfDrawn(bytes: Buffer): Drawn[][] {
  const source = bytes.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    objects.set(id, body);
  }
  const maps = new Map<string, string[]>();
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1] ?? '';
      maps.set(name, toUnicodeMap(stream(objects.get(toUnicode) ?? '')));
    }
  }
  return [...objects.values()]
    .map(stream)
    .filter((content) => / BT|^BT/m.test(content))
    .map((content) => linesOf(content, maps));
}

function stream(body: string): string {
  const data = /stream\n([\s\S]*)\nendstream/.exec(body)?.[1];
  if (data === undefined) return '';
  const bytes = Buffer.from(data, 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

function toUnicodeMap(cmap: string): string[] {
  const characters: string[] = [];
  for (const [, from = '', list = ''] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([^>]*)>/g)].forEach(([, hex = ''], index) => {
      const utf16 = Buffer.from(hex.replace(/ /g, ''), 'hex').swap16();
      characters[Number.parseInt(from, 16) + index] = utf16.toString('utf16le');
    });
  }
  return characters;
}

/** What is drawn with one font behind what is drawn with another, at one height, is one line. */
function linesOf(content: string, maps: Map<string, string[]>): Drawn[] {
  let [font, size, baseline] = ['', 0, 0];
  let before = '';
  const lines: Drawn[] = [];
  for (const [, y, name, points, glyphs] of content.matchAll(
    /1 0 0 1 [\d.-]+ ([\d.-]+) Tm|\/(F\d+) ([\d.]+) Tf|\[([^\]]*)\] TJ/g,
  )) {
    baseline = Number(y ?? baseline);
    font = name ?? font;
    size = Number(points ?? size);
    if (glyphs === undefined) continue;
    const text = textOf(glyphs, maps.get(font) ?? []);
    const last = lines.at(-1);
    if (last?.baseline === baseline && before !== font) last.text += text;
    else lines.push({ text, baseline, size });
    before = font;
  }
  return lines;
}

/** The first glyph of every font is the box that stands for what it does not have. */
export const BOX = '\u{25a1}';

function textOf(glyphs: string, map: string[]): string {
  const hex = [...glyphs.matchAll(/<([^>]*)>/g)].map(([, part]) => part).join('');
  const codes = (hex.match(/.{4}/g) ?? []).map((code) => Number.parseInt(code, 16));
  return codes.map((code) => (code === 0 ? BOX : (map[code] ?? '?'))).join('');
}
