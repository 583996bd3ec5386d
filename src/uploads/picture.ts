import sharp from 'sharp';
import { lengthWithoutBlanks, type Verdict } from './verdict';

// a file is looked at once: nothing of it is kept, and one core is enough
sharp.cache(false);
sharp.concurrency(1);

/** Edge of the small copy that decoding a picture gives; the copy itself is thrown away. */
const COPY_PIXELS = 8;

/**
 * Judges a JPEG or PNG picture: it is decoded to its last line, and nothing may stand behind it but
 * further whole JPEG pictures, as telephones append them (depth, brightness).
 * @param bytes the whole file
 * @param pixelsAtMost width × height
 */
export async function judgePicture(
  bytes: Uint8Array,
  contentType: 'image/jpeg' | 'image/png',
  pixelsAtMost: number,
): Promise<Verdict> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, lengthWithoutBlanks(bytes));
  const end = contentType === 'image/png' ? endOfPng(view) : endOfJpegs(view);
  if (end === null) return { wrong: 'damaged', about: 'no end of the picture' };
  if (end < view.length) return { wrong: 'damaged', about: `more behind its end, byte ${end}` };
  try {
    await sharp(bytes, {
      // a JPEG that was cut and closed again is but a warning; a PNG has its check sums
      failOn: contentType === 'image/jpeg' ? 'warning' : 'error',
      limitInputPixels: pixelsAtMost,
      sequentialRead: true,
    })
      .resize(COPY_PIXELS, COPY_PIXELS, { fit: 'fill' })
      .raw()
      .toBuffer();
    return { contentType };
  } catch (error) {
    return { wrong: 'damaged', about: (error as Error).message.split('\n')[0] ?? '' };
  }
}

const PNG_SIGNATURE_BYTES = 8;
/** Length, type and check sum around the data of a chunk. */
const CHUNK_FRAME_BYTES = 12;

/** Where a PNG ends: behind its chunk IEND. */
function endOfPng(bytes: Buffer): number | null {
  let at = PNG_SIGNATURE_BYTES;
  while (at + CHUNK_FRAME_BYTES <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    at += CHUNK_FRAME_BYTES + bytes.readUInt32BE(at);
    if (type === 'IEND') return at <= bytes.length ? at : null;
  }
  return null;
}

const MARKER = { start: 0xd8, end: 0xd9, scan: 0xda } as const;

/** Where the last of the JPEG pictures ends that stand one behind the other. */
function endOfJpegs(bytes: Buffer): number | null {
  let end = endOfJpeg(bytes, 0);
  while (end !== null && bytes[end] === 0xff && bytes[end + 1] === MARKER.start)
    end = endOfJpeg(bytes, end);
  return end;
}

/** Where a JPEG picture ends that begins at `from`: behind its marker EOI. */
function endOfJpeg(bytes: Buffer, from: number): number | null {
  let at = from;
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (marker === MARKER.end) return at + 2;
    if (marker === 0xff) at += 1;
    else if (isAlone(marker)) at += 2;
    else if (at + 4 > bytes.length) return null;
    else {
      at += 2 + bytes.readUInt16BE(at + 2);
      if (marker === MARKER.scan) at = endOfScan(bytes, at);
    }
  }
  return null;
}

/** A marker without a segment behind it. */
const isAlone = (marker: number) => marker === MARKER.start || marker === 0x01 || isRestart(marker);

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/** Where the compressed lines end: at the next marker that is neither a restart nor a byte 0xff. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0x00 && !isRestart(next)) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
}
