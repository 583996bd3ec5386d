import { verdictOf } from '../../../src/cases/inbox/verdicts';
import { readForm } from '../../../src/models/read-form';

const OPTIONS = [
  { value: 'APPROVED', label: '通过' },
  { value: 'NOT_APPROVED', label: '未通过' },
];
const OUTCOME = { type: 'radio', key: 'outcome', label: '结论', values: OPTIONS };
const OPINION = { type: 'textarea', key: 'opinion', label: '意见' };
const REQUIRED = { validate: { required: true } };

const of = (...components: object[]) =>
  verdictOf(readForm('x.form', JSON.stringify({ id: 'x', components })));

describe('a form that can be filled in on a list', () => {
  test('asks for a verdict, and may ask for its reason', () => {
    expect(of(OUTCOME, OPINION)).toEqual({
      verdict: { label: '结论', options: OPTIONS },
      opinion: '意见',
    });
    expect(of(OUTCOME)).toMatchObject({ opinion: undefined });
  });

  test('must be told nothing else; what is free or only shown, and rows of a list, may be there', () => {
    const other = { type: 'textfield', key: 'place', label: '地点' };
    const list = {
      type: 'dynamiclist',
      path: 'objections',
      components: [{ ...other, ...REQUIRED }],
    };
    expect(
      of(OUTCOME, other, list, { ...other, ...REQUIRED, key: 'b', readonly: true }),
    ).not.toBeNull();
    expect(of(OUTCOME, { ...other, ...REQUIRED })).toBeNull();
  });

  test('has verdicts to choose from', () => {
    expect(of(OPINION)).toBeNull();
    expect(of({ ...OUTCOME, values: [] })).toBeNull();
    expect(verdictOf(undefined)).toBeNull();
  });
});
