import { indexGrams, queryGrams, queryWords, searchable } from '../../../src/domain/grams';

test('one width, one case, single spaces', () => {
  expect(searchable('  嘉陵江　Ａ標段\n（一期） ')).toBe('嘉陵江 A標段 (一期)');
});

test('Chinese by pairs of characters, numbers by their beginnings', () => {
  expect(indexGrams('嘉陵江大桥')).toEqual(['嘉陵', '陵江', '江大', '大桥']);
  expect(indexGrams('5001032')).toEqual(['50', '5001', '500103']);
  expect(indexGrams('A座3号楼')).toEqual(['号楼']);
});

test('a character beyond the first plane is one character', () => {
  expect(indexGrams('𠮷田桥')).toEqual(['𠮷田', '田桥']);
});

test('what is asked is among what is indexed wherever the text has it', () => {
  const text = '重庆市渝中区嘉陵江示例大桥A2标段 5001032604300101 91500103MA00000011';
  const index = indexGrams(text);
  for (const asked of [
    '渝中区',
    '大桥A2',
    '５００１０３',
    '500103260430010',
    '91500103ma0',
    '渝中 5001',
  ])
    expect(queryGrams(asked).filter((gram) => !index.includes(gram))).toEqual([]);
  for (const asked of ['渝北', '5002', '91500104'])
    expect(queryGrams(asked).some((gram) => !index.includes(gram))).toBe(true);
});

test('one character or only signs is too little to look up', () => {
  for (const asked of ['桥', '1', '%', '（）', '']) expect(queryGrams(asked)).toEqual([]);
});

test('a number that is longer than what is kept is looked up by what is kept', () => {
  const long = '1234567890'.repeat(4);
  expect(queryGrams(long)).toEqual([long.slice(0, 20)]);
});

test('words are compared one by one', () => {
  expect(queryWords(' 嘉陵江　500103 ')).toEqual(['嘉陵江', '500103']);
});
