import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';
import { ERRATUM_RULES, erratum } from './stored';

const execution = (status: string, given: Parameters<typeof erratum>[0] = {}) => ({
  ...erratum(given),
  case: { status },
});

testSupported(
  'cq-erratum-execution',
  [
    ['[CQ-03] the ministry has agreed', execution('MINISTRY_AGREED'), refused()],
    ['[CQ-03][CQ-E210] no consent is recorded', execution('MINISTRY_REFUSED'), refused('CQ-E210')],
    [
      '[CQ-03][CQ-E202] used meanwhile',
      execution('MINISTRY_AGREED', { marks: ['USED_IN_QUALIFICATION'] }),
      refused('CQ-E202'),
    ],
  ],
  ERRATUM_RULES,
);
