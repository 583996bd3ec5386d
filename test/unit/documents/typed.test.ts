import { oneLine, typedParagraphs } from '../../../src/documents/typed';

const texts = (...typed: string[]) => typedParagraphs(typed).map(({ text }) => text);

describe('[T11] paragraphs as typed', () => {
  test.each([
    ['three paragraphs', '一\n二\n三', ['一', '二', '三']],
    ['line ends of all systems', '一\r\n二\r三\u2028四\u2029五\u0085六\v七', [...'一二三四五六七']],
    ['empty lines', '一\n\n\n二', ['一', '', '', '二']],
    ['their own indentation, which is that of GB/T 9704', '　　一\n  二 \n\t三', [...'一二三']],
    ['blanks within', '一　二  三\t四', ['一　二  三　　四']],
    ['what is not seen', '一\u200b二\u2060\u202e', ['一二']],
    ['an ideograph in a variant', '葛\u{e0100}', ['葛\u{e0100}']],
    ['blanks that fonts need not have', '一\u2009二\u202f三\u00a0四', ['一 二 三 四']],
  ])('%s', (_name, typed, expected) => {
    expect(texts(typed)).toEqual(expected);
  });

  test('a form feed begins a page', () => {
    expect(typedParagraphs(['一\n二\f三\n四', '五'])).toEqual([
      { text: '一', beginsPage: false },
      { text: '二', beginsPage: false },
      { text: '三', beginsPage: true },
      { text: '四', beginsPage: false },
      { text: '五', beginsPage: false },
    ]);
  });

  test('a title is one line', () => {
    expect(oneLine(' 标题\n===\u200b\f尾 ')).toBe('标题 === 尾');
  });
});
