import { testDecision } from '../../harness/decisions';
import { everyAct, report, withdrawal } from './acts';

testDecision('cq-grade-acts', [
  ...everyAct('CQ-05', 'VERIFY', 'CITY_REFUSED'),
  ...withdrawal('CQ-04', 'RETURNED', 'PENDING_VERIFY'),
  ...report('CQ-05'),
]);
