import { testDecision } from '../../harness/decisions';
import { everyAct } from './acts';

testDecision('cq-objection-acts', everyAct('CQ-02', 'DECIDE_OBJECTION', 'UPHELD'));
