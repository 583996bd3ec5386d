import { testDecision } from '../../harness/decisions';

testDecision('cq-stored-grade', [
  ['[OP-04] what an enterprise enters', { fedGrade: null }, { grade: 'D' }],
  ['[OP-04] what is fed', { fedGrade: 'B' }, { grade: 'B' }],
]);
