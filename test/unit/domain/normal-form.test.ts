import fc from 'fast-check';
import {
  codeForm,
  comparable,
  dayOf,
  decimalOf,
  exactNumber,
  shortened,
  tidied,
} from '../../../src/domain/normal-form';

const RUNS = { numRuns: 100_000 };

describe('a text as it is kept and shown', () => {
  it.each([
    ['blanks at its edges', '  杭州 市政\u3000\u00a0', '杭州 市政'],
    ['a text of ideographic blanks', '\u3000', ''],
    ['a zero-width blank', '\u200b', ''],
    ['a joiner, a mark of order, a filler of Hangul', '\u2060\ufeff\u3164', ''],
    ['only a variation selector', '\ufe0f', ''],
    ['zero-width blanks inside', 'HT\u200b-2026', 'HT-2026'],
    ['a mark that turns the direction', '甲\u202e公司', '甲公司'],
    ['a soft hyphen', 'Hang\u00adzhou', 'Hangzhou'],
    ['line ends of every kind', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['paragraphs and tabs', '一、\n\n\t二、', '一、\n\n\t二、'],
    ['controls', 'a\u0007b', 'ab'],
    ['width, case, dashes, dots as typed', 'ＨＴ－2026・a', 'ＨＴ－2026・a'],
    ['characters beyond the first plane', '𠮷𪻐', '𠮷𪻐'],
    ['a variant of a character', '葛\u{e0100}', '葛\u{e0100}'],
    ['visible Arabic number signs', '\u0600\u0661', '\u0600\u0661'],
  ])('[T5] %s', (_, typed, kept) => {
    expect(tidied(typed)).toBe(kept);
  });
});

describe('a text as it is compared', () => {
  it.each([
    ['full-width letters and digits', 'ＨＴ２０２６', 'HT2026'],
    ['half-width katakana', 'ｱ', 'ア'],
    ['case', 'ht-2026-01', 'HT-2026-01'],
    ['a sharp s', 'straße', 'STRASSE'],
    ['the full-width hyphen', 'HT－2026', 'HT-2026'],
    ['the en dash', 'HT–2026', 'HT-2026'],
    ['the em dash', 'HT—2026', 'HT-2026'],
    ['the minus', 'HT−2026', 'HT-2026'],
    ['the small hyphen', 'HT﹣2026', 'HT-2026'],
    ['the katakana middle dot', '阿卜杜・艾力', '阿卜杜·艾力'],
    ['the half-width middle dot', '阿卜杜･艾力', '阿卜杜·艾力'],
    ['the bullet', '阿卜杜•艾力', '阿卜杜·艾力'],
    ['the hyphenation point', '阿卜杜‧艾力', '阿卜杜·艾力'],
    ['brackets', '（集团）', '(集团)'],
    ['several blanks', '杭州\u3000 \u00a0市政', '杭州 市政'],
    ['what nobody sees', '\ufeff甲\u200b公司\u00ad', '甲公司'],
    ['a compatibility ideograph', '\uf9d8', '\u5f8b'],
    ['a variant of a character', '葛\u{e0100}', '葛'],
    ['a letter with its accent apart', 'e\u0301', 'É'],
  ])('[T10] %s', (_, typed, form) => {
    expect(comparable(typed)).toBe(form);
  });
});

describe('a number or code', () => {
  it.each([
    ['[T10] the six of one contract', 'HT-2026-01', 'HT-2026-01'],
    ['[T10] the six of one contract', 'HT－2026－01', 'HT-2026-01'],
    ['[T10] the six of one contract', 'ht-2026-01', 'HT-2026-01'],
    ['[T10] the six of one contract', 'HT-2026\u200b-01', 'HT-2026-01'],
    ['[T10] the six of one contract', 'HT-2026-01\u00a0', 'HT-2026-01'],
    ['[T10] the six of one contract', 'HT - 2026 — 01', 'HT-2026-01'],
    ['[T9] a credit code in lower case', '91330100ma2b1c3d4e', '91330100MA2B1C3D4E'],
    ['[T9] a credit code with a blank', '91330100 MA2B1C3D4E', '91330100MA2B1C3D4E'],
    ['[T9] an ID number ending in x', '33010019900101123x', '33010019900101123X'],
    ['[T9] an ID number in full width', '３３０１０２ 19900101123ｘ', '33010219900101123X'],
  ])('%s', (_, typed, form) => {
    expect(codeForm(typed)).toBe(form);
  });
});

describe('a decimal number', () => {
  it.each([
    ['6000', '6000'],
    ['６０００．５０', '6000.5'],
    ['6,000.00', '6000'],
    ['1，234，567.8', '1234567.8'],
    [' 12 ', '12'],
    ['+5', '5'],
    ['−5', '-5'],
    ['-0.0', '0'],
    ['007', '7'],
    ['0.10', '0.1'],
    ['9007199254740993', '9007199254740993'],
    ['0.12345678901234567890123', '0.12345678901234567890123'],
  ])('[T6][T7] %s is %s', (typed, decimal) => {
    expect(decimalOf(typed)).toBe(decimal);
  });

  it.each([
    ...['', ' ', '\u3000', '0x10', '1e3', '0b1', 'Infinity', 'NaN', '6,00', '60,00.5', '1.2.3'],
    ...['.5', '5.', '--5', '6000元', '￥6000', '五', '½', '²', '１２万'],
  ])('[T6] "%s" is none', (typed) => {
    expect(decimalOf(typed)).toBeNull();
  });

  it('[T6] is taken where it is held exactly', () => {
    expect(exactNumber('9007199254740993')).toBeNull();
    expect(exactNumber(9007199254740992)).toBeNull();
    expect(exactNumber(0.1 + 0.2)).toBeNull();
    expect(exactNumber(Number.NaN)).toBeNull();
    expect(exactNumber(1e21)).toBeNull();
    expect(exactNumber('123456789012.345')).toBe(123456789012.345);
    expect(exactNumber(-0)).toBe(0);
  });

  it('[T6] of up to fifteen digits is the one that was typed', () => {
    const typed = fc
      .tuple(fc.bigInt(-(10n ** 15n) + 1n, 10n ** 15n - 1n), fc.nat(6))
      .map(([digits, places]) => {
        const plain = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
        const fraction = places > 0 ? `.${plain.slice(-places)}` : '';
        return `${digits < 0n ? '-' : ''}${plain.slice(0, plain.length - places)}${fraction}`;
      });
    fc.assert(
      fc.property(typed, (text) => decimalOf(String(exactNumber(text))) === decimalOf(text)),
      RUNS,
    );
  });
});

describe('a day', () => {
  it.each([
    ['2026-01-05', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026.01.05', '2026-01-05'],
    ['２０２６－０１－０５', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['2026 年 1 月 5 日', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['2024-02-29', '2024-02-29'],
  ])('%s', (typed, day) => {
    expect(dayOf(typed)).toBe(day);
  });

  it.each([
    ...['', '2026-02-29', '2026-13-01', '1/5/2026', '26-1-5', '2026-1/5', '2026-01', '45996'],
    '2026-01-05T00:00:00Z',
  ])('"%s" is none', (typed) => {
    expect(dayOf(typed)).toBeNull();
  });
});

describe('[T12] the beginning of a text', () => {
  it.each([
    ['short', 'short', 200],
    ['𠮷𠮷𠮷', '𠮷𠮷…', 2],
    ['e\u0301e\u0301x', 'e\u0301…', 3],
    ['葛\u{e0100}城市', '葛\u{e0100}城…', 3],
    [`x${'\u0301'.repeat(9)}`, 'x\u0301\u0301…', 3],
    ['𠮷𠮷', '𠮷𠮷', 2],
  ])('%s', (text, beginning, atMost) => {
    expect(shortened(text, atMost)).toBe(beginning);
  });
});

/** Texts of what hurts, and of everything else. */
const character = fc.oneof(
  fc.constantFrom(...'\u3000\u00a0 \t\n\r\f\u200b\u200d\ufeff\u00ad\u2060\u3164\ufe0f\u202e'),
  fc.constantFrom(...'－–—−﹣‐·・･•‧Ａａ１ßſİıΣςǅŉΐᾳ\u0345\u0301Åﬁ½²㎡①…\uf9d8\ufa0e'),
  fc.constantFrom('𠮷', '𪻐', '\u{e0100}', '\u{1d173}', 'ა', 'ꭰ', '\u0600'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const text = fc.array(character, { maxLength: 12 }).map((characters) => characters.join(''));

const seen = (typed: string) =>
  typed.replace(
    /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}\p{Cs}\uFFF9-\uFFFB\u2800]/gu,
    '',
  );

describe('the normal form of any text', () => {
  it.each([
    ['tidied', tidied],
    ['compared', comparable],
    ['as a code', codeForm],
  ])('%s: the form of a form is itself', (_, form) => {
    fc.assert(
      fc.property(text, (typed) => form(form(typed)) === form(typed)),
      RUNS,
    );
  });

  it('compared: no rule gets in the way of another, whichever comes first', () => {
    const rules: ((typed: string) => string)[] = [
      ...[tidied, (typed: string) => typed.normalize('NFKC')],
      // the iota below a Greek letter alone changes its case by its place (Unicode 3.13, D145)
      (typed) => {
        const apart = typed.normalize('NFKD');
        return apart.includes('\u0345') ? typed : apart.toUpperCase();
      },
      ...[
        (typed: string) => typed.normalize('NFC'),
        (typed: string) => typed.replaceAll('－', '-'),
      ],
      ...[
        (typed: string) => typed.replaceAll('\u3000', ' '),
        (typed: string) => typed.replaceAll('・', '·'),
      ],
      ...[(typed: string) => typed.replaceAll('\u200b', ''), comparable],
    ];
    const some = fc.shuffledSubarray(rules);
    fc.assert(
      fc.property(text, some, (typed, order) => {
        const before = order.reduce((so, rule) => rule(so), typed);
        return (
          comparable(before) === comparable(typed) &&
          codeForm(before) === codeForm(comparable(typed))
        );
      }),
      RUNS,
    );
  });

  it('tidied: shows every character that was to be seen, in its place', () => {
    fc.assert(
      fc.property(text, (typed) => seen(tidied(typed)) === seen(typed)),
      RUNS,
    );
  });

  it('compared: of what was to be seen, nothing is gone', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const form = comparable(typed).normalize('NFD');
        const apart = (one: string) => [...comparable(one).normalize('NFD')];
        return [...seen(typed)].every((one) => apart(one).every((part) => form.includes(part)));
      }),
      RUNS,
    );
  });

  it('every character there is has a form that stays', () => {
    const odd: string[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const one = String.fromCodePoint(point);
      const form = comparable(one);
      if (comparable(form) !== form || (seen(one) && !form)) odd.push(point.toString(16));
    }
    expect(odd).toEqual([]);
  });
});
