import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';
import { ERRATUM_RULES, erratum } from './stored';

testSupported(
  'cq-erratum-recheck',
  [
    ['[CQ-03] still not used', erratum(), refused()],
    [
      '[CQ-03][CQ-E202] used meanwhile',
      erratum({ marks: ['DOUBTFUL', 'USED_IN_QUALIFICATION'] }),
      refused('CQ-E202'),
    ],
  ],
  ERRATUM_RULES,
);
