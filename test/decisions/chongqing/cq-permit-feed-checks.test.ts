import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';
import { FEED_RULES, feed } from './permit-feed';

const wrong = { uscc: { valid: false, found: false } };

testSupported(
  'cq-permit-feed-checks',
  [
    ['[CQ-08] nothing wrong', feed(), refused()],
    ['[CQ-08][CQ-E006] elsewhere', feed({ regionCode: '510107' }), refused('CQ-E006')],
    [
      '[CQ-08][CQ-E018] numbers that cannot be',
      feed(
        {},
        { regionCode: { found: false }, projectNo: { valid: false }, participants: [wrong] },
      ),
      refused('CQ-E018', 'CQ-E018', 'CQ-E018'),
    ],
  ],
  FEED_RULES,
);
