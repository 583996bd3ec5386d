import { inflateSync } from 'node:zlib';

/** The text of each line drawn in a PDF by pdfkit, read back through its ToUnicode maps. */
export function pdfLines(bytes: Buffer): string[] {
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
  return [...objects.values()].flatMap((body) => {
    const content = stream(body);
    return / BT|^BT/m.test(content) ? linesOf(content, maps) : [];
  });
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

function linesOf(content: string, maps: Map<string, string[]>): string[] {
  let map: string[] = [];
  const lines: string[] = [];
  for (const [, font, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) map = maps.get(font) ?? [];
    if (glyphs === undefined) continue;
    const hex = [...glyphs.matchAll(/<([^>]*)>/g)].map(([, part]) => part).join('');
    const codes = hex.match(/.{4}/g) ?? [];
    lines.push(codes.map((code) => map[Number.parseInt(code, 16)] ?? '?').join(''));
  }
  return lines;
}
