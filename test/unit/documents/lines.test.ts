import { breakLines } from '../../../src/documents/lines';

/** Chinese characters are 2 wide, ASCII 1. */
const measure = (text: string) =>
  [...text].reduce((sum, character) => sum + (character < '\u0080' ? 1 : 2), 0);
const lines = (text: string, width: number) => breakLines(text, measure, () => width);

describe('line breaking', () => {
  test('no line begins with a closing mark', () => {
    expect(lines('一二三四，五六。', 8)).toEqual(['一二三', '四，五', '六。']);
    expect(lines('一二三）」，四', 8)).toEqual(['一二', '三）」，', '四']);
  });

  test('no line ends with an opening mark', () => {
    expect(lines('一二三《四五》', 8)).toEqual(['一二三', '《四五》']);
  });

  test('numbers and words stay whole', () => {
    expect(lines('编号330109号', 8)).toEqual(['编号', '330109号']);
    expect(lines('see the file', 8)).toEqual(['see the', 'file']);
  });

  test('what is wider than a line is cut, and nothing is lost', () => {
    expect(lines('a'.repeat(20), 8)).toEqual(['aaaaaaaa', 'aaaaaaaa', 'aaaa']);
  });

  test('the first line may be shorter', () => {
    expect(breakLines('一二三四五', measure, (n) => (n === 0 ? 4 : 6))).toEqual(['一二', '三四五']);
  });

  test('an empty text is one empty line', () => {
    expect(lines('', 8)).toEqual(['']);
  });

  test('any text comes back whole', () => {
    const text = '（一）“甲”公司：〔2026〕17号，3个工作日；ABC-1。';
    for (let width = 2; width < 50; width += 1) expect(lines(text, width).join('')).toBe(text);
  });
});
