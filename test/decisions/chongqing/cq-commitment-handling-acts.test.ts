import { testActs } from '../../harness/judged-decisions';
import { report } from './acts';

testActs('cq-commitment-handling-acts', [...report('CQ-03'), ...report('CQ-05')], ['cq-acts']);
