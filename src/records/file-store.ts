import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files outside the database, each under the SHA-256 of its content. */
export interface FileStore {
  /** Stores content once; gives its SHA-256 (hex). */
  put(content: Buffer): Promise<string>;
  open(sha256: string): ReadStream;
}

/** @param root folder of the files */
export function createFileStore(root: string): FileStore {
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256);
  return {
    async put(content) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      const path = pathOf(sha256);
      const exists = await access(path).then(
        () => true,
        () => false,
      );
      if (!exists) {
        await mkdir(join(root, sha256.slice(0, 2)), { recursive: true });
        // a crash while writing must not leave half a file under a whole file's name
        const temporary = `${path}.${randomUUID()}`;
        await writeFile(temporary, content, { flush: true });
        await rename(temporary, path);
      }
      return sha256;
    },
    open: (sha256) => createReadStream(pathOf(sha256)),
  };
}
