import { unzipSync, zipSync } from 'fflate';
import { SHEET_LIMITS } from './layout';

/** Thrown where more is packed in a file than is looked at. */
export class TooLarge extends Error {}

/**
 * The same file with what a spreadsheet says in it, unpacked within limits: no pictures, no programs. What
 * the file says of its sizes is held against the limits before anything is unpacked, and no more is
 * unpacked of a part than it says, so nothing that lies about itself takes more memory.
 * @throws TooLarge, or Error for what is no whole ZIP file
 */
export function unpackedWithin(bytes: Uint8Array): Uint8Array {
  let room: number = SHEET_LIMITS.unpackedBytes;
  let parts = 0;
  const unpacked = unzipSync(bytes, {
    filter({ name, originalSize }) {
      parts += 1;
      if (parts > SHEET_LIMITS.parts) throw new TooLarge();
      if (!/\.(xml|rels)$/i.test(name)) return false;
      room -= originalSize;
      if (room < 0) throw new TooLarge();
      return true;
    },
  });
  return zipSync(unpacked, { level: 0 });
}
