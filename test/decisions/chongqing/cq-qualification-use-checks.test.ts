import { refused, testDecision } from '../../harness/decisions';
import { erratum } from './stored';

testDecision('cq-qualification-use-checks', [
  ['[CQ-03][CQ-03-R02] a project of the library', erratum(), refused()],
  ['[CQ-03][CQ-E211] an unknown project', erratum({ found: false }), refused('CQ-E211')],
]);
