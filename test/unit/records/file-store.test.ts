import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileStore } from '../../../src/records/file-store';

const MINUTE_MS = 60_000;

describe('[D10] the store of files', () => {
  const root = mkdtempSync(join(tmpdir(), 'files-'));
  const store = createFileStore(root);
  const content = Buffer.from('专业分包合同');
  const sha256 = createHash('sha256').update(content).digest('hex');
  const incoming = () => readdirSync(join(root, 'incoming'));
  const kept = () => readFileSync(join(root, sha256.slice(0, 2), sha256));
  afterAll(() => rmSync(root, { recursive: true }));

  async function* pieces() {
    yield content.subarray(0, 4);
    yield content.subarray(4);
  }

  test('receives a stream piece by piece and keeps it under its SHA-256, once', async () => {
    const [first, second] = [await store.receive(pieces()), await store.receive(pieces())];
    expect(first).toEqual({ path: expect.any(String), size: content.length, sha256 });
    expect(incoming()).toHaveLength(2);
    await store.keep(first);
    await store.keep(second);
    expect(incoming()).toEqual([]);
    expect(kept().equals(content)).toBe(true);
    await store.remove(sha256);
    expect(kept).toThrow('ENOENT');
  });

  test('a stream that breaks off leaves nothing behind', async () => {
    const broken = store.receive(
      (async function* () {
        yield content;
        throw new Error('gone');
      })(),
    );
    await expect(broken).rejects.toThrow('gone');
    expect(incoming()).toEqual([]);
  });

  test('what a crash left behind is swept, what arrives at this moment is not', async () => {
    const old = join(root, 'incoming', 'old');
    writeFileSync(old, content);
    const hourAgo = new Date(Date.now() - 60 * MINUTE_MS);
    utimesSync(old, hourAgo, hourAgo);
    const fresh = await store.receive(pieces());
    expect(await store.sweep(15 * MINUTE_MS)).toBe(1);
    expect(incoming().map((name) => join(root, 'incoming', name))).toEqual([fresh.path]);
    await store.discard(fresh);
    expect(incoming()).toEqual([]);
  });
});
