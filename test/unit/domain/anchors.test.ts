import { type Anchor, followOn, follows, readLine, writeLine } from '../../../src/domain/anchors';
import { GENESIS_HASH } from '../../../src/domain/hash-chain';

const anchor: Anchor = {
  ...{ n: 1, at: '2026-09-30T07:00:00.000Z', prev: GENESIS_HASH, cluster: '7', since: '812' },
  ...{ chains: 1, events: 3, heads: [['case:1', 3, 'a'.repeat(64)]] },
};

const read = (text: string) => readLine(Buffer.from(text.replace(/\n$/, '')));

describe('[D9] a line of the anchors', () => {
  const { text, digest } = writeLine(anchor);

  test('is read as it was written, and anyone can compute its digest', () => {
    expect(read(text)).toEqual({ digest, anchor });
    // printf '%s' '{"n":1,…}' | sha256sum, of all behind the first space
    expect(text.startsWith(`${digest} {"n":1,"at":"2026-09-30T07:00:00.000Z",`)).toBe(true);
    expect(digest).toBe('a95308a1da203da740039453f52c68e4740ba1e52ea6696bf3b4e87180e0b4c4');
  });

  test('any byte of it that changes shows', () => {
    const bytes = Buffer.from(text.trimEnd());
    for (let at = 0; at < bytes.length; at += 1) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(['changed', 'unfinished']).toContain(readLine(other));
    }
    expect(read(`${text.trimEnd()} `)).toBe('unfinished');
  });

  test('that was not written to its end is unfinished, wherever that was', () => {
    for (let length = 0; length < text.length - 1; length += 1)
      expect(read(text.slice(0, length))).toBe('unfinished');
  });

  test('follows the one whose number and digest it builds on, and no other', () => {
    const first = writeLine({ ...anchor, ...followOn(undefined) });
    const second = writeLine({ ...anchor, ...followOn(first) });
    const third = writeLine({ ...anchor, ...followOn(second) });
    expect([follows(first, undefined), follows(second, first), follows(third, second)]).toEqual([
      ...[true, true, true],
    ]);
    expect([follows(second, undefined), follows(third, first), follows(second, second)]).toEqual([
      ...[false, false, false],
    ]);
    const forged = writeLine({ ...first.anchor, chains: 2 });
    expect(follows(second, forged)).toBe(false);
  });
});
