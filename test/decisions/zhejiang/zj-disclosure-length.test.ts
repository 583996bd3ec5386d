import { testDecision } from '../../harness/decisions';

testDecision('zj-disclosure-length', [
  ['[DT-11][OP-44] good', { class: 'GOOD' }, { amount: null, unit: null }],
  ['[DT-11][OP-44] bad', { class: 'BAD' }, { amount: null, unit: null }],
  ['[DT-11][OP-44] blacklist', { class: 'BLACKLIST' }, { amount: null, unit: null }],
]);
