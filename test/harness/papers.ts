import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** What every scanner knows as a test. */
export const EICAR = Buffer.from(
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
);

const PAGES = [
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
];

/**
 * A PDF of one empty page.
 * @param catalog further entries of its catalog
 * @param more further objects; the first is number 4
 * @param trailer further entries of its trailer
 */
export function pdf(catalog = '', more: (string | Buffer)[] = [], trailer = ''): Buffer {
  return pdfOf([`<</Type/Catalog/Pages 2 0 R${catalog}>>`, ...PAGES, ...more], trailer);
}

/** A PDF of these objects; the first is its catalog. */
export function pdfOf(objects: (string | Buffer)[], trailer = ''): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  const offsets = objects.map((object, i) => {
    const at = length();
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
    return at;
  });
  const table = length();
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>
startxref\n${table}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A PDF whose compressed table of objects holds this object, as number 4. */
export function packed(object: Buffer): Buffer {
  const data = deflateSync(Buffer.concat([Buffer.from('4 0 '), object]));
  const head = `<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${data.length}>>\nstream\n`;
  return pdf('', ['null', Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream')])]);
}

const colour = { r: 120, g: 80, b: 40 };

/** A picture of random dots, so that its data has some length. */
function picture(width: number, height: number) {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({ create: { width, height, channels: 3, background: colour, noise } });
}

export const jpeg = (width = 64, height = 64) => picture(width, height).jpeg().toBuffer();
export const png = (width = 64, height = 64) => picture(width, height).png().toBuffer();

/** A small PNG that says it has this many pixels. */
export async function giantPng(width: number, height: number): Promise<Buffer> {
  const bytes = await png(8, 8);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

/** The whole file with something behind it that has an end of file of its own. */
export function withTail(whole: Buffer, text: Buffer): Buffer {
  const [, offset] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(whole.toString('latin1')) ?? [];
  return Buffer.concat([whole, text, Buffer.from(`\nstartxref\n${offset}\n%%EOF\n`)]);
}
