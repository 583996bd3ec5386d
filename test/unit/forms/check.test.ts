import { valueAt } from '../../../src/domain/paths';
import { createFormChecker } from '../../../src/forms/check';
import { sampleData, sampleForm, sampleSchema } from './sample';

const forms = createFormChecker();

/** A release from before labels were a part of it: the words that came with the application. */
const LABELS = {};
afterAll(() => forms.close());

const check = (changes: object = {}) => forms.check(LABELS, sampleForm.schema, sampleData(changes));
/** The fields that are objected to, each with what people read. */
const errors = async (changes: object) =>
  Object.fromEntries((await check(changes)).errors.map((e) => [e.field, `${e.label}：${e.zh}`]));
const participants = (sampleData() as { participants: object[] }).participants;

describe('lists', () => {
  test('keep their rows, without what the form does not know, which is objected to', async () => {
    const rows = [{ ...participants[0], evil: true }, participants[1]];
    const { accepted, errors: found, misbuilt } = await check({ participants: rows });
    expect(found.map(({ field, zh }) => [field, zh])).toEqual([
      ['participants.0.evil', '表单中没有此项。'],
    ]);
    expect(misbuilt).toBe(true);
    expect(accepted.participants).toEqual(participants);
  });

  test('are refused by row, in words that name the row', async () => {
    expect(await errors({ participants: [participants[0], { role: 'CONSTRUCTION' }] })).toEqual({
      'participants.1.leader': '参建单位第2项 负责人：必填。',
      'participants.1.idNumber': '参建单位第2项 身份证号：必填。',
      reason: '未满百分之百的原因：必填。',
    });
  });

  test('take no values of another type, neither in a row nor for a row', async () => {
    const bad = { role: 'SUPERVISION', leader: 5, share: 'much' };
    expect(await errors({ participants: [bad], reason: '-' })).toEqual({
      'participants.0.leader': '参建单位第1项 负责人：填写的内容无效：应为文字，实为其他内容。',
      'participants.0.share': '参建单位第1项 份额：填写的内容无效：应为数字，实为“much”。',
    });
    const kinds: [unknown, string][] = [
      ['none', '单个值'],
      [[null], '列表'],
      [['row'], '列表'],
      [[[1]], '列表'],
      [{ 0: {} }, '一组字段'],
    ];
    for (const [list, came] of kinds)
      expect(await errors({ participants: list })).toHaveProperty(
        'participants',
        `参建单位：填写的内容无效：应为明细列表，实为${came}。`,
      );
  });

  test('have an end', async () => {
    const rows = (n: number) => Array.from({ length: n }, () => ({ ...participants[1], share: 1 }));
    expect(await errors({ participants: rows(100) })).toEqual({});
    expect(await errors({ participants: rows(101) })).toHaveProperty(
      'participants',
      '参建单位：不得超过 100 项，实有 101 项。',
    );
  });
});

describe('what a condition hides', () => {
  test('is not asked for, and not taken', async () => {
    const {
      accepted,
      entered,
      errors: none,
    } = await check({ reviewer: 'hidden', reason: 'hidden' });
    expect(none).toEqual([]);
    for (const data of [accepted, entered]) {
      expect(data).not.toHaveProperty('reviewer');
      expect(data).not.toHaveProperty('reason');
    }
    const drawing = await check({ stages: ['DRAWING'], reviewer: '示例审图公司' });
    expect(drawing.errors).toEqual([]);
    expect(drawing.accepted).toMatchObject({ reviewer: '示例审图公司' });
    expect(drawing.accepted).not.toHaveProperty('tender');
    expect(drawing.entered).not.toHaveProperty('tender');
  });

  test('can be one field of one row', async () => {
    const rows = [participants[0], { ...participants[1], idNumber: '330782188801010011' }];
    const { accepted } = await check({ participants: rows });
    expect(accepted.participants).toEqual(participants);
  });

  test('is not objected to either', async () => {
    expect(await errors({ stages: ['DRAWING'], reviewer: 'x', tender: [1] })).toEqual({});
    expect(await errors({ tender: [1] })).toHaveProperty(
      'tender',
      '招标投标：填写的内容无效：应为一组字段，实为列表。',
    );
  });

  test('is asked for where it shows', async () => {
    expect(await errors({ stages: ['TENDER', 'DRAWING'], tender: {} })).toEqual({
      'tender.winner': '招标投标 中标人：必填。',
      reviewer: '审查机构：必填。',
    });
  });
});

test('a checklist takes its own options, each once', async () => {
  const own = '招标投标（TENDER）、施工图审查（DRAWING）之一';
  for (const [stages, expected, came] of [
    ['TENDER', '选项列表', '“TENDER”'],
    [['TENDER', 'OTHER'], own, '“OTHER”'],
    [['TENDER', 'TENDER'], '每个选项至多一次', '“TENDER”'],
    [[5], own, '5'],
  ])
    expect(await errors({ stages })).toEqual({
      stages: `环节：填写的内容无效：应为${expected}，实为${came}。`,
    });
  expect(await errors({ stages: [] })).toEqual({ stages: '环节：必填。' });
});

describe('computed fields', () => {
  test('are computed here, whatever was sent, also one from another', async () => {
    const { accepted, entered } = await check({ shares: 1, whole: false });
    expect(accepted).toMatchObject({ shares: 100, whole: true });
    expect(entered).toMatchObject({ shares: 100, whole: true });
  });

  test('decide what is asked', async () => {
    expect(await errors({ participants: [participants[1]] })).toEqual({
      reason: '未满百分之百的原因：必填。',
    });
  });
});

test('a draft keeps what was entered, decisions get of it what has the type of its field', async () => {
  const rows = [participants[0], {}, participants[1]];
  const { entered, judged, withheld, misbuilt } = await check({
    name: 5,
    participants: rows,
    tender: { winner: '', date: 'soon' },
  });
  // the sum of what is not all there
  const rest = { stages: ['TENDER'], participants: rows, shares: null, whole: false };
  expect(entered).toEqual({ ...rest, name: 5, tender: { winner: '', date: 'soon' } });
  expect(judged).toEqual({ ...rest, tender: { winner: '' } });
  expect([withheld, misbuilt]).toEqual([['name', 'tender.date'], false]);
});

describe('[D6][D7] what is not built as the form is', () => {
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

  test.each<[string, object, string]>([
    ['nested lists for a text', { name: nested(500) }, 'name'],
    ['a group for a text', { name: { a: 1 } }, 'name'],
    ['a list for a number in a row', { participants: [{ share: [1] }] }, 'participants.0.share'],
    ['nested choices', { stages: [['TENDER']] }, 'stages'],
    ['very many rows', { participants: Array(20_000).fill({}) }, 'participants'],
    ['a text beyond all', { name: '长'.repeat(20_001) }, 'name'],
    ['an unknown field', { nobody: 1 }, 'nobody'],
    ['a field called as the insides of objects', { toString: 1 }, 'toString'],
  ])('%s is told by its field, and neither taken nor judged', async (_, changes, field) => {
    const { misbuilt, errors: found, accepted, judged } = await check(changes);
    expect(misbuilt).toBe(true);
    expect(found.map((e) => e.field)).toContain(field);
    // at most what the form puts there itself
    for (const data of [accepted, judged])
      expect(JSON.stringify(valueAt(data, field) ?? null).length).toBeLessThan(60);
  });

  test('a form says how many rows its list takes', async () => {
    const few = {
      ...sampleSchema,
      components: sampleSchema.components.map((one) =>
        'path' in one && one.path === 'participants'
          ? { ...one, properties: { maxRows: '2' } }
          : one,
      ),
    };
    const rows = [...participants, participants[1]];
    const found = (await forms.check(LABELS, few, sampleData({ participants: rows }))).errors;
    expect(found.map((e) => [e.field, e.zh])).toContainEqual([
      'participants',
      '不得超过 2 项，实有 3 项。',
    ]);
  });

  test('a text longer than its field takes is refused by the form, and judged by no decision', async () => {
    const short = { ...text('name', '名称'), validate: { maxLength: 3 } };
    const result = await forms.check(LABELS, formOf(short), { name: 'abcd' });
    expect(result.errors.map((e) => e.field)).toEqual(['name']);
    expect([result.judged, result.withheld, result.misbuilt]).toEqual([{}, ['name'], false]);
  });

  test('data of another door is held against it in the same way', () => {
    const fit = forms.fit(LABELS, sampleForm.schema, {
      ...sampleData(),
      name: nested(500),
      shares: 100,
    });
    expect(fit.misbuilt.map((r) => [r.code, r.field])).toEqual([['E-00-10', 'name']]);
    const { name, ...rest } = sampleData();
    expect(fit.data).toEqual({ ...rest, shares: 100 });
  });
});

const text = (key: string, label: string) => ({ type: 'textfield', id: `F_${key}`, key, label });
const formOf = (...components: object[]) => ({ ...sampleSchema, components });

describe('what people cannot enter', () => {
  const fee = { ...text('fee', '费用'), readonly: true, defaultValue: 'free' };
  const locked = { ...text('grade', '等级'), readonly: '=kind = "FIXED"' };
  const kind = text('kind', '类别');

  test('takes what the form was handed out with, else its default', async () => {
    const form = formOf(fee);
    expect((await forms.check(LABELS, form, { fee: 'mine' })).accepted).toEqual({ fee: 'free' });
    const known = await forms.check(LABELS, form, { fee: 'mine' }, { fee: '12' });
    for (const data of [known.accepted, known.entered, known.judged])
      expect(data).toEqual({ fee: '12' });
  });

  test('can depend on what was entered', async () => {
    const form = formOf(kind, locked);
    const of = async (kind: string) =>
      (await forms.check(LABELS, form, { kind, grade: 'A' }, { grade: 'B', kind: 'FIXED' }))
        .accepted;
    expect(await of('FIXED')).toEqual({ kind: 'FIXED', grade: 'B' });
    expect(await of('FREE')).toEqual({ kind: 'FREE', grade: 'A' });
  });

  test('is not unlocked by what was sent for it', async () => {
    const itself = { ...text('grade', '等级'), readonly: '=grade = "B"' };
    const { accepted } = await forms.check(LABELS, formOf(itself), { grade: 'A' }, { grade: 'B' });
    expect(accepted).toEqual({ grade: 'B' });
  });

  test('is not unlocked by what was sent for a computed field', async () => {
    const sum = { type: 'expression', id: 'F_sum', key: 'sum', expression: '=1 + 1' };
    const form = formOf({ ...text('grade', '等级'), readonly: '=sum = 2' }, sum);
    const { accepted } = await forms.check(LABELS, form, { grade: 'A', sum: 3 }, { grade: 'B' });
    expect(accepted).toEqual({ grade: 'B', sum: 2 });
  });

  test('where it is disabled, is not taken at all', async () => {
    const off = { ...text('grade', '等级'), disabled: true };
    const { accepted, judged } = await forms.check(
      LABELS,
      formOf(off),
      { grade: 'A' },
      { grade: 'B' },
    );
    expect([accepted, judged]).toEqual([{}, { grade: 'B' }]);
  });

  test('are the rows of a list that is fixed, too', async () => {
    const list = {
      type: 'dynamiclist',
      id: 'F_results',
      path: 'results',
      label: '结果',
      isRepeating: true,
      allowAddRemove: false,
      components: [{ ...text('stage', '环节'), readonly: true }, text('result', '结论')],
    };
    const known = { results: [{ stage: 'BASIC' }, { stage: 'TENDER' }] };
    const check = async (results: object[]) =>
      (await forms.check(LABELS, formOf(list), { results }, known)).accepted;
    expect(await check([{ stage: 'X', result: '1' }, { result: '2' }, { result: '3' }])).toEqual({
      results: [
        { stage: 'BASIC', result: '1' },
        { stage: 'TENDER', result: '2' },
      ],
    });
    expect(await check([{ result: '1' }])).toEqual({
      results: [
        { stage: 'BASIC', result: '1' },
        { stage: 'TENDER', result: '' },
      ],
    });
  });

  test('a condition reads what the form was handed out with besides its fields', async () => {
    const hidden = { ...text('reason', '原因'), conditional: { hide: '=level = "A"' } };
    const check = async (level: string) =>
      (await forms.check(LABELS, formOf(hidden), { reason: 'x' }, { level })).accepted;
    expect([await check('A'), await check('B')]).toEqual([{}, { reason: 'x' }]);
  });
});

describe('[R11] a value of another kind, or outside of the options, is invalid and never called required', () => {
  const required = { validate: { required: true } };
  const field = (type: string, more: object = {}) => {
    return { type, id: 'F_one', key: 'one', label: '一项', ...required, ...more };
  };
  const cities = [
    { value: '330100', label: '杭州市' },
    { value: '330200', label: '宁波市' },
  ];
  const anyOf = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ value: `V${i}`, label: `第${i}` }));
  const told = async (component: object, one: unknown, known = {}) => {
    const { errors: found } = await forms.check(LABELS, formOf(component), { one }, known);
    expect(found.every((error) => error.field === 'one')).toBe(true);
    return found.map(({ zh, en }) => [zh, en]);
  };
  const ONE_OF = [
    '填写的内容无效：应为杭州市（330100）、宁波市（330200）之一，实为“500000”。',
    'Value is not valid: one of 330100, 330200 is expected, "500000" came.',
  ];

  test.each(['select', 'radio'])(
    'in a %s, which says what came and what can be chosen',
    async (type) => {
      expect(await told(field(type, { values: cities }), '500000')).toEqual([ONE_OF]);
      // where it need not be filled in, it is not dropped unsaid either
      expect(await told(field(type, { values: cities, validate: {} }), '500000')).toEqual([ONE_OF]);
      expect(await told(field(type, { values: cities }), '')).toEqual([
        ['必填。', 'Field is required.'],
      ]);
      expect(await told(field(type, { values: cities }), '330200')).toEqual([]);
    },
  );

  test.each<[string, object, unknown, string]>([
    ['a number', field('number'), 'abc', '应为数字，实为“abc”'],
    [
      'a date',
      field('datetime', { subtype: 'date' }),
      '2026-02-30',
      '应为日期（如 2026-12-31），实为“2026-02-30”',
    ],
    ['a box to tick', field('checkbox'), 'yes', '应为是或否（true、false），实为“yes”'],
    ['a text', field('textfield'), 5, '应为文字，实为5'],
    ['a text area', field('textarea'), true, '应为文字，实为true'],
    ['choices', field('taglist', { values: cities }), ['500000'], '之一，实为“500000”'],
  ])('in %s', async (_, component, value, words) => {
    const [[zh, en] = [], ...more] = await told(component, value);
    expect([zh, more]).toEqual([expect.stringContaining(words), []]);
    expect(en).toMatch(/^Value is not valid: .* is expected, .* came\.$/);
  });

  const ONE_OF_SOME = [
    '填写的内容无效：应为可选项之一，实为“500000”。',
    'Value is not valid: one of what can be chosen is expected, "500000" came.',
  ];

  test.each([
    ['are read from the data', { valuesKey: 'cities' }, ONE_OF_SOME],
    ['are computed', { valuesExpression: '=cities' }, ONE_OF],
  ])('also where the options %s', async (_, options, words) => {
    expect(await told(field('select', options), '500000', { cities })).toEqual([words]);
    expect(await told(field('select', options), '330100', { cities })).toEqual([]);
  });

  test('of many options the first are named, what came is cut, and personal data is not repeated', async () => {
    const [[zh = '', en = ''] = []] = await told(
      field('select', { values: anyOf(40) }),
      '长'.repeat(90),
    );
    expect(zh).toContain('第19（V19）等 40 项之一');
    expect(zh).toContain(`实为“${'长'.repeat(40)}…”`);
    expect(en).toContain('V19, … is expected');
    const secret = field('textfield', { properties: { pii: 'phone' } });
    expect(await told(secret, 13800000000)).toEqual([
      [
        '填写的内容无效：应为文字，实为其他内容。',
        'Value is not valid: a text is expected, another value came.',
      ],
    ]);
  });

  test('decisions still judge it, and may say it in words of their own', async () => {
    const form = formOf(field('select', { values: cities }));
    const { judged, withheld, misbuilt } = await forms.check(LABELS, form, { one: '500000' });
    expect([judged, withheld, misbuilt]).toEqual([{ one: '500000' }, [], false]);
  });
});

describe('[D7] a question that takes too long', () => {
  const EXPRESSION = '=count(for a in 1..3000, b in 1..3000 return a)';
  const slow = formOf({ type: 'expression', id: 'F_x', key: 'x', expression: EXPRESSION });

  test('is ended, and those that wait behind it are answered', async () => {
    const impatient = createFormChecker(3000);
    try {
      const [late, next] = await Promise.allSettled([
        impatient.check(LABELS, slow, {}),
        impatient.check(LABELS, sampleForm.schema, sampleData()),
      ]);
      expect(late).toMatchObject({ status: 'rejected', reason: { status: 503 } });
      expect(next).toMatchObject({ status: 'fulfilled', value: { errors: [] } });
    } finally {
      await impatient.close();
    }
  });
});
