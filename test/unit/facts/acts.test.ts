import { codesOf, refusalsOf } from '../../../src/errors';
import { givenIn } from '../../../src/facts/acts';
import { form } from '../../models/sample';

const one = { code: 'CQ-E103', zh: '请填写意见', en: 'Give an opinion' };

test('a decision refuses with one row, with several, or not at all', () => {
  expect(refusalsOf(null)).toEqual([]);
  expect(refusalsOf([])).toEqual([]);
  expect(refusalsOf({ code: null, zh: null, en: null })).toEqual([]);
  expect(refusalsOf({ ...one, field: null })).toEqual([one]);
  const both = refusalsOf([one, { code: 'CQ-E102', zh: null, en: null, field: 'verdict' }]);
  expect(both).toEqual([one, { code: 'CQ-E102', zh: 'CQ-E102', en: 'CQ-E102', field: 'verdict' }]);
  expect(codesOf(both)).toBe('CQ-E103,CQ-E102');
});

test('[GR-10] an act is judged by what was filled in, personal data masked', () => {
  const phone = { type: 'textfield', key: 'phone', label: '电话', properties: { pii: 'phone' } };
  const filled = { outcome: 'RETURNED', opinion: ' ', files: [], none: null, yes: false, n: 0 };
  expect(givenIn(form(phone), { ...filled, phone: '13812345678' })).toEqual({
    outcome: 'RETURNED',
    yes: false,
    n: 0,
    phone: '138****5678',
  });
});
