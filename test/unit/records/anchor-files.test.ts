import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { type Anchor, followOn } from '../../../src/domain/anchors';
import { anchorFiles, newestLine, openAnchors } from '../../../src/records/anchor-files';
import { verifyAnchors } from '../../../src/records/anchors-verify';

let dir: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'zjf-anchors-')), 'made', 'below');
});
afterEach(() => rmSync(join(dir, '../..'), { recursive: true }));

const day = (date: string) => new Date(`${date}T10:00:00Z`);

async function write(at: Date): Promise<Anchor> {
  const newest = await newestLine(dir);
  const writer = await openAnchors(dir, at);
  const { anchor } = await writer.append({
    ...followOn(newest),
    ...{ at: at.toISOString(), cluster: '7', since: '1', chains: 0, events: 0, heads: [] },
  });
  await writer.close();
  return anchor;
}

/** Without heads no database is asked. */
const faults = async () =>
  (await verifyAnchors(undefined as unknown as EntityManager, await anchorFiles(dir))).faults;

const path = (n = 0) => join(dir, readdirSync(dir).sort()[n] ?? '');

describe('[D9] the files of the anchors', () => {
  test('are none where there is no folder', async () => {
    expect(await anchorFiles(dir)).toEqual([]);
    expect(await newestLine(dir)).toBeUndefined();
  });

  test('are one a day, and one row of lines', async () => {
    await write(day('2026-09-30'));
    await write(day('2026-09-30'));
    expect((await write(day('2026-10-01'))).n).toBe(3);
    expect(readdirSync(dir).sort()).toEqual(['anchors-2026-09-30.log', 'anchors-2026-10-01.log']);
    expect(await faults()).toEqual([]);
  });

  test('stay one row when the clock is set back', async () => {
    await write(day('2026-10-01'));
    await write(day('2026-09-30'));
    expect(readdirSync(dir)).toEqual(['anchors-2026-10-01.log']);
    expect(await faults()).toEqual([]);
  });

  test('one of them gone shows', async () => {
    for (const date of ['2026-09-30', '2026-10-01', '2026-10-02']) await write(day(date));
    rmSync(path(1));
    expect(await faults()).toEqual([
      `${path(1)}, line 1: does not follow the line before it, one is missing or moved`,
    ]);
  });

  test('a line that a killed writer left goes unnoticed, and the next one follows the whole one', async () => {
    await write(day('2026-09-30'));
    appendFileSync(path(), `${'a'.repeat(64)} {"n":2,"at":"20`);
    expect(await faults()).toEqual([]);
    expect((await write(day('2026-09-30'))).n).toBe(2);
    expect(readFileSync(path(), 'utf8').split('\n')).toHaveLength(4);
    expect(await faults()).toEqual([]);
  });

  test('a line whose end was changed is not taken for that', async () => {
    await write(day('2026-09-30'));
    appendFileSync(path(), `${'a'.repeat(64)} {"n":2,"at":"20\n`);
    expect(await faults()).toEqual([`${path()}, line 2: changed`]);
  });

  test('what could not be written to its end is taken back', async () => {
    await write(day('2026-09-30'));
    const before = readFileSync(path(), 'utf8');
    const writer = await openAnchors(dir, day('2026-09-30'));
    const newest = await newestLine(dir);
    await writer.append({ ...(newest?.anchor as Anchor), ...followOn(newest) });
    await writer.abandon();
    expect(readFileSync(path(), 'utf8')).toBe(before);
  });

  test('lines longer than what is read at once are read', async () => {
    const writer = await openAnchors(dir, day('2026-09-30'));
    const heads = Array.from(
      { length: 20_000 },
      (_, n): [string, number, string] => [...[`case:${n}`, n, 'a'.repeat(64)]] as never,
    );
    await writer.append({
      ...{ ...followOn(undefined), at: '', cluster: '7', since: null },
      ...{ chains: 0, events: 0, heads },
    });
    await writer.close();
    expect((await newestLine(dir))?.anchor.heads).toHaveLength(20_000);
    expect((await write(day('2026-09-30'))).n).toBe(2);
  });
});
