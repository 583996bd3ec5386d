import { refused, testDecision } from '../../harness/decisions';

testDecision('cq-project-known', [
  ['[4.2] no entry yet', { refs: { projectNo: { found: false } } }, refused('PROJECT_UNKNOWN')],
  ['[4.2] the project', { refs: { projectNo: { found: true } } }, refused()],
  ['[4.2] the parent of a specialist', { refs: { parentProjectNo: { found: true } } }, refused()],
]);
