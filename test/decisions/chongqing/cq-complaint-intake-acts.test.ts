import { testDecision } from '../../harness/decisions';
import { everyAct } from './acts';

testDecision('cq-complaint-intake-acts', everyAct('CQ-07', 'ACCEPT_COMPLAINT', 'DISMISSED'));
