import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Anchor, type AnchorLine, readLine, writeLine } from '../domain/anchors';

/** `anchors-<day>.log`: one file a day (UTC), in their order by name. */
const FILE = /^anchors-\d{4}-\d{2}-\d{2}\.log$/;
const END_OF_LINE = 10;
const READ_BYTES = 1 << 20;

/** A file of anchors, and how much of it there was. */
export interface AnchorFile {
  path: string;
  size: number;
}

/** The files of a folder of anchors, oldest first; none where there is no such folder. */
export async function anchorFiles(dir: string): Promise<AnchorFile[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const paths = names.filter((name) => FILE.test(name)).sort();
  return Promise.all(
    paths.map(async (name) => {
      const path = join(dir, name);
      return { path, size: (await stat(path)).size };
    }),
  );
}

/** A line of a file, and its number in it. */
export interface FileLine {
  line: ReturnType<typeof readLine>;
  number: number;
  /** whether the end of the line is there */
  ended: boolean;
}

/**
 * The lines of a file of anchors, up to the size it was found with.
 * @param from byte to begin at; inside of a line, what is left of that is no line
 */
export async function* linesOf({ path, size }: AnchorFile, from = 0): AsyncGenerator<FileLine> {
  const file = await open(path);
  try {
    let rest = Buffer.alloc(0);
    let number = 0;
    for (let at = from; at < size; ) {
      const wanted = Math.min(READ_BYTES, size - at);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      for (let end = rest.indexOf(END_OF_LINE); end >= 0; end = rest.indexOf(END_OF_LINE)) {
        number += 1;
        yield { line: readLine(rest.subarray(0, end)), number, ended: true };
        rest = rest.subarray(end + 1);
      }
    }
    // a line without its end is not written yet, or never was
    if (rest.length > 0) yield { line: 'unfinished', number: number + 1, ended: false };
  } finally {
    await file.close();
  }
}

/** The newest line that is whole, with its file. */
export async function newestLine(
  dir: string,
): Promise<(AnchorLine & { file: AnchorFile }) | undefined> {
  for (const file of (await anchorFiles(dir)).reverse()) {
    const newest = await lastOf(file);
    if (newest) return { ...newest, file };
  }
  return undefined;
}

/** The last whole line of a file, which is looked for from its end. */
async function lastOf(file: AnchorFile): Promise<AnchorLine | undefined> {
  let last: AnchorLine | undefined;
  for (let back = READ_BYTES; !last; back *= 4) {
    const from = Math.max(0, file.size - back);
    for await (const { line } of linesOf(file, from)) if (typeof line === 'object') last = line;
    if (from === 0) break;
  }
  return last;
}

/** Appends lines that nobody but their writer appends to at the same time. */
export interface AnchorWriter {
  append(anchor: Anchor): Promise<AnchorLine>;
  /** What was appended is on the disk when this resolves. */
  close(): Promise<void>;
  /** Takes back what was appended, as far as the folder lets us. */
  abandon(): Promise<void>;
}

/** Opens the file of a day; the newest one if that is of a later day: the clock was set back. */
export async function openAnchors(dir: string, now: Date): Promise<AnchorWriter> {
  await mkdir(dir, { recursive: true });
  const today = join(dir, `anchors-${now.toISOString().slice(0, 10)}.log`);
  const newest = (await anchorFiles(dir)).at(-1);
  const path = newest && newest.path > today ? newest.path : today;
  const file = await open(path, 'a+', 0o640);
  const { size } = await file.stat();
  const last = Buffer.alloc(1);
  if (size > 0) await file.read(last, 0, 1, size - 1);
  // what an earlier writer could not finish stays a line of its own
  if (size > 0 && last[0] !== END_OF_LINE) await file.appendFile('\n');
  return {
    async append(anchor) {
      const { text, ...line } = writeLine(anchor);
      await file.appendFile(text);
      return line;
    },
    async close() {
      await file.sync();
      await file.close();
      await syncFolder(dir);
    },
    async abandon() {
      await file.truncate(size).catch(() => undefined);
      await file.close();
    },
  };
}

/** So that a new file is found after the machine lost its power. */
async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir);
  await folder.sync().finally(() => folder.close());
}
