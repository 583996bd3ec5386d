import { testDecision } from '../../harness/decisions';
import { everyAct, keyCheck } from './acts';

testDecision('cq-objection-acts', [
  ...everyAct('CQ-02', 'DECIDE_OBJECTION', 'UPHELD'),
  ...keyCheck('CQ-07f'),
]);
