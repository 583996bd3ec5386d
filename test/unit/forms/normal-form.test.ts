import { createFormChecker } from '../../../src/forms/check';

const forms = createFormChecker();
afterAll(() => forms.close());

const required = { validate: { required: true } };
const field = (more: object) => ({
  type: 'textfield',
  id: 'F_one',
  key: 'one',
  label: '一项',
  ...more,
});
const check = (component: object, one: unknown) =>
  forms.check({}, { id: 'one', type: 'default', components: [component] }, { one });

const name = field(required);
const amount = field({ type: 'number', decimalDigits: 4 });
const day = field({ type: 'datetime', subtype: 'date', dateLabel: '日期' });
const code = field({ properties: { normalForm: 'code' } });
const value = field({ properties: { normalForm: 'value' } });
const idNumber = field({ properties: { pii: 'id-number' } });
const opinion = field({ type: 'textarea' });

describe('a value is taken in the normal form of its field', () => {
  test.each<[string, object, unknown, unknown]>([
    ['[T5] a name without the blanks around it', name, '\u3000甲公司\u200b ', '甲公司'],
    ['[T5] an opinion with its paragraphs', opinion, '一、\r\n\r\n二、 \n', '一、\n\n二、'],
    ['[T7] an amount that came as text', amount, '6000', 6000],
    ['[T6] an amount as a spreadsheet writes it', amount, '６,０００．５０', 6000.5],
    ['[T6] an amount as a number', amount, 6000.1234, 6000.1234],
    ['a day as a spreadsheet writes it', day, '2026/1/5', '2026-01-05'],
    [
      '[T9] a credit code in lower case, with a blank',
      code,
      '9133 0100ma2b1c3d4e',
      '91330100MA2B1C3D4E',
    ],
    ['[T9] an ID number that ends in x', idNumber, '33010619850615002x', '33010619850615002X'],
    ['[T10] a free number as typed', name, 'HT－2026－01', 'HT－2026－01'],
    ['[T8] the number for a field of any kind', value, '１２００', '1200'],
    ['[T8] the day for a field of any kind', value, '2026年1月5日', '2026-01-05'],
    ['[T8] the text for a field of any kind', value, '１２００号楼', '１２００号楼'],
    [
      'personal data that stays as it was shown',
      idNumber,
      '330***********002X',
      '330***********002X',
    ],
  ])('%s', async (_, component, came, taken) => {
    const { accepted, judged, entered, errors } = await check(component, came);
    expect(errors).toEqual([]);
    // what is stored, what decisions see, and what a draft keeps
    for (const data of [accepted, judged, entered]) expect(data).toEqual({ one: taken });
    expect(forms.fit({}, { components: [component] }, { one: came }).data).toEqual({ one: taken });
  });

  test.each<[string, object, unknown, string]>([
    ['[T5] a name of an ideographic blank', name, '\u3000', '必填。'],
    ['[T5] a name of a zero-width blank', name, '\u200b', '必填。'],
    ['[T6] an amount of a blank', { ...amount, ...required }, ' ', '必填。'],
    ['[T6] another base', amount, '0x10', '填写的内容无效：应为数字，实为“0x10”。'],
    ['[T6] an exponent', amount, '1e3', '填写的内容无效：应为数字，实为“1e3”。'],
    ['[T6] a unit', amount, '6000元', '填写的内容无效：应为数字，实为“6000元”。'],
    [
      '[T6] more digits than are held exactly',
      amount,
      '9007199254740993',
      '填写的内容无效：应为至多 15 位数字的数，实为“9007199254740993”。',
    ],
    [
      '[T6] the same as a number',
      amount,
      JSON.parse('9007199254740993'),
      '填写的内容无效：应为至多 15 位数字的数，实为9007199254740992。',
    ],
    [
      'a day that is none',
      day,
      '2026/2/30',
      '填写的内容无效：应为日期（如 2026-12-31），实为“2026/2/30”。',
    ],
  ])('%s is refused', async (_, component, came, zh) => {
    const { errors, judged } = await check(component, came);
    expect(errors.map((error) => error.zh)).toEqual([zh]);
    // no decision sees what would not be stored
    expect([undefined, '', null]).toContain(judged.one);
  });

  test('[T6] a blank in a number that need not be there is nothing, not 0', async () => {
    const { accepted, errors } = await check(amount, '\u3000');
    expect([accepted.one ?? null, errors]).toEqual([null, []]);
  });
});
