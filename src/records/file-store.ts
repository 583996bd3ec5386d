import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file that arrived and is not kept yet; it lies on the same disk as those that are. */
export interface ReceivedFile {
  path: string;
  /** bytes */
  size: number;
  sha256: string;
}

/** Files outside the database, each under the SHA-256 of its content. */
export interface FileStore {
  /** Stores content once; gives its SHA-256 (hex). */
  put(content: Buffer): Promise<string>;
  /** Writes a stream to a temporary file, piece by piece; whatever fails leaves none behind. */
  receive(stream: AsyncIterable<Buffer>): Promise<ReceivedFile>;
  /** Keeps a file that was received, once; the temporary file is gone afterwards. */
  keep(file: ReceivedFile): Promise<void>;
  /** Throws a file that was received away, if it was not kept. */
  discard(file: Pick<ReceivedFile, 'path'>): Promise<void>;
  /** Forgets content that nothing in the record names any more. */
  remove(sha256: string): Promise<void>;
  /** Throws temporary files away that nobody has written to for so long: what crashes left behind. */
  sweep(idleMs: number): Promise<number>;
  open(sha256: string): ReadStream;
}

/** Where files lie until they are kept. */
const INCOMING = 'incoming';

/** @param root folder of the files */
export function createFileStore(root: string): FileStore {
  const incoming = join(root, INCOMING);
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256);
  const store: FileStore = {
    async put(content) {
      const file = await store.receive(Readable.from([content]));
      await store.keep(file);
      return file.sha256;
    },
    async receive(stream) {
      await mkdir(incoming, { recursive: true });
      const path = join(incoming, randomUUID());
      const hash = createHash('sha256');
      let size = 0;
      try {
        await pipeline(
          stream,
          async function* (pieces: AsyncIterable<Buffer>) {
            for await (const piece of pieces) {
              hash.update(piece);
              size += piece.length;
              yield piece;
            }
          },
          createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
        );
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return { path, size, sha256: hash.digest('hex') };
    },
    async keep({ path, sha256 }) {
      const kept = pathOf(sha256);
      if (await exists(kept)) {
        await rm(path, { force: true });
        return;
      }
      await mkdir(join(root, sha256.slice(0, 2)), { recursive: true });
      await rename(path, kept);
    },
    discard: ({ path }) => rm(path, { force: true }),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    async sweep(idleMs) {
      const names = await readdir(incoming).catch(() => []);
      const before = Date.now() - idleMs;
      let swept = 0;
      for (const path of names.map((name) => join(incoming, name))) {
        const written = await stat(path).catch(() => null);
        if (!written || written.mtimeMs > before) continue;
        await rm(path, { force: true });
        swept += 1;
      }
      return swept;
    },
    open: (sha256) => createReadStream(pathOf(sha256)),
  };
  return store;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
