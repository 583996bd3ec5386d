import { testDecision } from '../../harness/decisions';

const way = (label: string | null, inProvince: string | null, outOfProvince: string | null) => {
  return { label, inProvince, outOfProvince };
};

testDecision('zj-gc-categories', [
  ['[DT-07] 建筑', { data: { category: 'BUILDING' } }, way('建筑工程', 'ZJ-04', 'ZJ-10-1')],
  ['[DT-07] 市政', { data: { category: 'MUNICIPAL' } }, way('市政公用工程', 'ZJ-04', 'ZJ-10-1')],
  ['[DT-07] 铁路', { data: { category: 'RAILWAY' } }, way('铁路工程', 'ZJ-09', null)],
  ['[DT-07] 机电', { data: { category: 'MEP' } }, way('机电工程', 'ZJ-09', 'ZJ-10-3')],
  ['[DT-07] 矿山', { data: { category: 'MINING' } }, way('矿山工程', 'ZJ-09', 'ZJ-10-3')],
  ['[DT-07] 石化', { data: { category: 'PETROCHEM' } }, way('石油化工工程', 'ZJ-09', 'ZJ-10-3')],
  ['[DT-07] 冶金', { data: { category: 'METALLURGY' } }, way('冶金工程', 'ZJ-09', 'ZJ-10-3')],
  ['[DT-07] any other', { data: { category: 'OTHER' } }, way(null, null, null)],
]);
