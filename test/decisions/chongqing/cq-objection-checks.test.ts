import { refused, testDecision } from '../../harness/decisions';
import { OBJECTION_RULES, objection } from './objection';

testDecision(
  'cq-objection-checks',
  [
    ['[CQ-02] in time', objection('PUBLICITY'), refused()],
    ['[CQ-02] late, not pushed yet', objection('PUBLICITY_DONE'), refused()],
    ['[CQ-02][CQ-E105] too late', objection('STORED'), refused('CQ-E105')],
  ],
  OBJECTION_RULES,
);
