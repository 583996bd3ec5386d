import { breakPages, type PageLine, type Room } from '../../../src/documents/pages';

/** Paragraphs of so many lines each; 0 is an empty line, -1 a page break before the next. */
function linesOf(paragraphs: readonly number[], addressee = 0): PageLine[] {
  const lines: PageLine[] = Array.from({ length: addressee }, () => ({
    ...{ paragraph: -1, text: '称谓', withNext: true },
  }));
  let beginsPage = false;
  paragraphs.forEach((length, paragraph) => {
    for (let n = 0; n < Math.max(1, length) && length >= 0; n += 1)
      lines.push({ paragraph, text: length ? '正文' : '', beginsPage: beginsPage && n === 0 });
    beginsPage = length < 0;
  });
  return lines;
}

function pagesOf(lines: PageLine[], room: Room): PageLine[][] {
  const starts = breakPages(lines, room);
  return starts.map((start, page) => lines.slice(start, starts[page + 1]));
}

/** How many lines of the paragraph of `at` stand on the same side of a page break. */
const together = (page: PageLine[], at: number) =>
  page.filter(({ paragraph }) => paragraph === page.at(at)?.paragraph).length;

const room = { first: 9, other: 12, signature: 4 };
/** All texts of up to four paragraphs, each of one to eleven lines, and of one long paragraph. */
const lengths = Array.from({ length: 11 }, (_, n) => n + 1);
const texts = [
  ...lengths.flatMap((a) => lengths.flatMap((b) => lengths.map((c) => [a, b, c]))),
  ...Array.from({ length: 99 }, (_, n) => [n + 1]),
  ...lengths.flatMap((a) => lengths.map((b) => [a, 0, b, 0, 0, 1])),
  ...Array.from({ length: 40 }, (_, n) => Array.from({ length: n + 1 }, () => 1)),
];

describe('[T11] pages of a document, whatever its length', () => {
  const all = texts.map((text) => ({ text, pages: pagesOf(linesOf(text, 1), room) }));

  test('have every line once, and no more than there is room for', () => {
    for (const { text, pages } of all) {
      expect(pages.flat()).toEqual(linesOf(text, 1));
      pages.forEach((page, n) => {
        expect(page.length).toBeLessThanOrEqual(n === 0 ? room.first : room.other);
      });
    }
  });

  test('leave room for the signature, below at least two lines of text', () => {
    for (const { text, pages } of all) {
      const [last = [], before] = [...pages].reverse();
      expect(last.length + room.signature).toBeLessThanOrEqual(before ? room.other : room.first);
      const said = last.filter((line) => line.text !== '').length;
      expect([text, said >= 2]).toEqual([text, true]);
    }
  });

  test('begin and end with no single line of a paragraph', () => {
    for (const { text, pages } of all)
      pages.slice(1).forEach((page, n) => {
        const above = pages[n] ?? [];
        const split = above.at(-1)?.paragraph === page[0]?.paragraph;
        const alone = split && (together(page, 0) < 2 || together(above, -1) < 2);
        expect([text, alone]).toEqual([text, false]);
      });
  });

  test('are no more than needed: each but the last is full up to what must stay together', () => {
    for (const { pages } of all)
      pages.slice(0, -2).forEach((page, n) => {
        expect(page.length).toBeGreaterThanOrEqual((n === 0 ? room.first : room.other) - 3);
      });
  });
});

describe('[T11] pages of a document', () => {
  const shape = (text: number[], given: Partial<Room> = {}, addressee = 0) =>
    pagesOf(linesOf(text, addressee), { ...room, ...given }).map((page) => page.length);

  test('one page where all fits', () => {
    expect(shape([3, 2])).toEqual([5]);
  });

  test('two lines go with a signature that does not fit', () => {
    expect(shape([6])).toEqual([4, 2]);
    expect(shape([4, 1, 1])).toEqual([4, 2]);
    expect(shape([3, 2, 1])).toEqual([3, 3]);
  });

  test('three lines that need a page break go together', () => {
    expect(shape([8, 3])).toEqual([8, 3]);
  });

  test('the addressee stays with the text', () => {
    expect(shape([12], { first: 2 }, 1)).toEqual([0, 11, 2]);
  });

  test('a page break begins a page, also twice and for a single line', () => {
    expect(shape([2, -1, 1, -1, 3])).toEqual([2, 1, 3]);
  });

  test('a text without room below the title begins on the second page', () => {
    expect(shape([1], { first: 0 })).toEqual([0, 1]);
  });

  test('a signature longer than a page ends, too', () => {
    expect(shape([1], { signature: 30 })).toEqual([0, 1, 0]);
  });
});
