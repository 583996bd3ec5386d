import { testDecision } from '../../harness/decisions';

testDecision('zj-verification-outcome', [
  [
    '[DT-19] 真实: base database',
    { result: 'TRUE' },
    { status: 'ENTERED', target: 'base', publicise: false, usable: true, recheck: false },
  ],
  [
    '[DT-19] 虚假: credit record, publicised',
    { result: 'FALSE' },
    { status: 'FALSE', target: 'credit', publicise: true, usable: false, recheck: false },
  ],
  [
    '[DT-19] 暂时无法确认: doubtful library',
    { result: 'DOUBTFUL' },
    { status: 'DOUBTFUL', target: 'doubtful', publicise: false, usable: false, recheck: true },
  ],
  [
    '[DT-19][ZJ-01] 审核未通过 for another reason than 虚假: into no library',
    { result: 'NOT_APPROVED' },
    { status: 'NOT_APPROVED', target: null, publicise: false, usable: false, recheck: false },
  ],
]);
