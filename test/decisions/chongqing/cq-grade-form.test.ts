import { testDecision } from '../../harness/decisions';

testDecision('cq-grade-form', [
  ['[CQ-04] from D, and C is taken like D', { flow: 'CQ-04' }, { fromGrades: ['D', 'C'] }],
  ['[CQ-05] from B to A', { flow: 'CQ-05' }, { fromGrades: ['B'], targetGrade: 'A' }],
  [
    '[CQ-06] to A, of the city’s projects',
    { flow: 'CQ-06' },
    { targetGrade: 'A', managementLevel: 'CITY' },
  ],
]);
