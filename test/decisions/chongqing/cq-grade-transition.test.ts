import { testDecision } from '../../harness/decisions';

/** Level, from, to: the process that does it, or the code of the refusal. */
const table: [string, string, string, string][] = [
  ['DISTRICT', 'D', 'B', 'CQ-04'],
  ['DISTRICT', 'B', 'A', 'CQ-05'],
  ['DISTRICT', 'D', 'A', 'CQ-E305'],
  ['DISTRICT', 'C', 'B', 'CQ-04'],
  ['DISTRICT', 'C', 'A', 'CQ-E305'],
  ['CITY', 'D', 'A', 'CQ-06'],
  ['CITY', 'B', 'A', 'CQ-06'],
  ['CITY', 'C', 'A', 'CQ-06'],
  ['CITY', 'D', 'B', 'CQ-E303'],
  ['CITY', 'C', 'B', 'CQ-E303'],
  ['DISTRICT', 'A', 'A', 'CQ-E306'],
  ['CITY', 'A', 'B', 'CQ-E306'],
  ['DISTRICT', 'B', 'B', 'CQ-E306'],
  ['CITY', 'B', 'D', 'CQ-E306'],
  ['DISTRICT', 'C', 'D', 'CQ-E306'],
  ['CITY', 'D', 'C', 'CQ-E306'],
];

testDecision('cq-grade-transition', [
  ...table.map(
    ([managementLevel, currentGrade, targetGrade, answer]): [string, object, unknown] => [
      `[D-CQ-07][${answer}] ${managementLevel} ${currentGrade} to ${targetGrade}`,
      { managementLevel, currentGrade, targetGrade },
      answer.startsWith('CQ-E')
        ? { allowed: false, process: null, errorCode: answer }
        : { allowed: true, process: answer, errorCode: null },
    ],
  ),
]);
