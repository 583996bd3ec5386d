import { testDecision } from '../../harness/decisions';
import { everyAct } from './acts';

testDecision('cq-monthly-sampling-acts', everyAct('CQ-07', 'RECHECK_SAMPLE', 'FAIL'));
