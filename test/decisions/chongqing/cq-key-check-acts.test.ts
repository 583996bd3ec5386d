import { refused, testDecision } from '../../harness/decisions';
import { act, everyAct } from './acts';

const inspected = (...inspectors: object[]) => act('INSPECT', { inspectors });
const wang = { name: '王某', unit: 'CITY' };
const li = { name: '李某', unit: 'DISTRICT' };

testDecision('cq-key-check-acts', [
  ...everyAct('CQ-07', 'CONCLUDE', 'FRAUD'),
  ['[CQ-07] two people, one of the city', inspected(wang, li), refused()],
  ['[CQ-07][CQ-E402] nobody', act('ASSIGN_INSPECTORS'), refused('CQ-E402')],
  ['[CQ-07][CQ-E402] the same person twice', inspected(wang, wang), refused('CQ-E402')],
  [
    '[CQ-07][CQ-E402] nobody of the city',
    inspected(li, { name: '赵某', unit: 'DISTRICT' }),
    [{ code: 'CQ-E402', zh: '实地核查须由2名及以上工作人员实施，且至少1名为市级人员' }],
  ],
]);
