import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';
import { OBJECTION_RULES, objection } from './objection';

testSupported(
  'cq-objection-checks',
  [
    ['[CQ-02] in time', objection(), refused()],
    ['[CQ-02] late, not pushed yet', objection('DONE', { over: true }), refused()],
    ['[CQ-02][CQ-E105] too late', objection('STORED', { over: true }), refused('CQ-E105')],
    ['[CQ-02][CQ-E107] no such publicity', objection('', { found: false }), refused('CQ-E107')],
  ],
  OBJECTION_RULES,
);
