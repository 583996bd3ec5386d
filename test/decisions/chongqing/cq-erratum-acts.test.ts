import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';
import { act, everyAct, withdrawal } from './acts';

testActs(
  'cq-erratum-acts',
  [
    ...everyAct('CQ-03', 'VERIFY', 'REJECTED'),
    ...withdrawal('CQ-03', 'RETURNED', 'PENDING_DISTRICT'),
    [
      '[CQ-03] written application',
      act('SEND_TO_MINISTRY', { documentNo: '渝建函〔2024〕7号', applicationReady: true }),
      refused(),
    ],
    [
      '[CQ-03][CQ-E209] a number without the application',
      act('SEND_TO_MINISTRY', { documentNo: '渝建函〔2024〕7号' }),
      refused('CQ-E209'),
    ],
    ['[CQ-03][CQ-E209] none', act('SEND_TO_MINISTRY'), refused('CQ-E209')],
  ],
  ['cq-acts'],
);
