import { testDecision } from '../../harness/decisions';

testDecision('cq-stored-grade', [
  ['[OP-04] what an enterprise enters', { fedGrade: null }, 'D'],
  ['[OP-04] what is fed', { fedGrade: 'B' }, 'B'],
]);
