import { createFormChecker } from '../../../src/forms/check';
import { sampleData, sampleForm } from './sample';

const forms = createFormChecker();
afterAll(() => forms.close());

const check = (changes: object = {}) => forms.check(sampleForm.schema, sampleData(changes));
/** The fields that are objected to, each with what people read. */
const errors = async (changes: object) =>
  Object.fromEntries((await check(changes)).errors.map((e) => [e.field, `${e.label}：${e.zh}`]));
const participants = (sampleData() as { participants: object[] }).participants;

describe('lists', () => {
  test('keep their rows, without what the form does not know', async () => {
    const rows = [{ ...participants[0], evil: true }, participants[1]];
    const { accepted, errors: none } = await check({ participants: rows });
    expect(none).toEqual([]);
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
      'participants.0.leader': '参建单位第1项 负责人：填写的内容无效。',
      'participants.0.share': '参建单位第1项 份额：填写的内容无效。',
    });
    for (const list of ['none', [null], ['row'], [[1]], { 0: {} }])
      expect(await errors({ participants: list })).toHaveProperty(
        'participants',
        '参建单位：填写的内容无效。',
      );
  });

  test('have an end', async () => {
    const rows = (n: number) => Array.from({ length: n }, () => ({ ...participants[1], share: 1 }));
    expect(await errors({ participants: rows(100) })).toEqual({});
    expect(await errors({ participants: rows(101) })).toHaveProperty(
      'participants',
      '参建单位：不得超过 100 项。',
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
    const rows = [participants[0], { ...participants[1], idNumber: '330782188801010018' }];
    const { accepted } = await check({ participants: rows });
    expect(accepted.participants).toEqual(participants);
  });

  test('is not objected to either', async () => {
    expect(await errors({ stages: ['DRAWING'], reviewer: 'x', tender: [1] })).toEqual({});
    expect(await errors({ tender: [1] })).toHaveProperty('tender', '招标投标：填写的内容无效。');
  });

  test('is asked for where it shows', async () => {
    expect(await errors({ stages: ['TENDER', 'DRAWING'], tender: {} })).toEqual({
      'tender.winner': '招标投标 中标人：必填。',
      reviewer: '审查机构：必填。',
    });
  });
});

test('a checklist takes its own options, each once', async () => {
  for (const stages of ['TENDER', ['OTHER'], ['TENDER', 'TENDER'], [5]])
    expect(await errors({ stages })).toEqual({ stages: '环节：填写的内容无效。' });
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

test('decisions get what was entered as it was entered, also where the form objects', async () => {
  const rows = [participants[0], {}, participants[1]];
  const { entered } = await check({
    name: 5,
    participants: rows,
    tender: { winner: '', date: 'soon' },
    other: 1,
  });
  expect(entered).toEqual({
    name: 5,
    stages: ['TENDER'],
    participants: rows,
    tender: { winner: '', date: 'soon' },
    // the sum of what is not all there
    shares: null,
    whole: false,
  });
});
