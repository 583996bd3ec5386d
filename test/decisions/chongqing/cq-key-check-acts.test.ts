import { testActs } from '../../harness/judged-decisions';
import { keyCheck } from './acts';

testActs('cq-key-check-acts', keyCheck('CQ-07f'), ['cq-acts']);
