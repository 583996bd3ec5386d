import { testDecision } from '../../harness/decisions';

const ALL = [{ measure: 'WARNING' }, { measure: 'RECTIFICATION_ORDER' }, { measure: 'BAD_RECORD' }];

testDecision(
  'zj-violation-measures',
  ['LATE', 'OMITTED', 'FALSE_INFO'].map((violation) => [
    `[ZJ-18][DT-20] ${violation}: all three together`,
    { violation },
    ALL,
  ]),
);
