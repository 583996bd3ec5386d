import { refused, testDecision } from '../../harness/decisions';

const facts = (valid: boolean, duplicates: number) => ({ refs: { uscc: { valid } }, duplicates });

testDecision('zj-award-results-checks', [
  ['[ZJ-16] a result', facts(true, 0), refused()],
  ['[ZJ-16][E-23-03] of no such enterprise', facts(false, 0), refused('E-23-03')],
  ['[ZJ-16][E-16-09] imported already', facts(true, 1), refused('E-16-09')],
]);
