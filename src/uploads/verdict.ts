/** What a file is, or why it is not taken. */
export type Verdict =
  | { contentType: string }
  /** no file of a kind that is taken */
  | { wrong: 'kind' }
  /** not a whole file of its kind, or more than one; `about` says where */
  | { wrong: 'damaged'; about: string }
  /** holds what acts by itself or cannot be looked into; `about` names it */
  | { wrong: 'active'; about: string };

/** Bytes that may stand behind the end of a file: blanks, line ends, zeros. */
const BLANK = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);

/** The length of a file without the blanks at its end. */
export function lengthWithoutBlanks(bytes: Uint8Array): number {
  let length = bytes.length;
  while (length > 0 && BLANK.has(bytes[length - 1] ?? -1)) length -= 1;
  return length;
}
