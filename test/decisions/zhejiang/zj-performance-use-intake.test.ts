import { testDecision } from '../../harness/decisions';

const refs = { performanceNo: { found: true, key: 'P-1|K' } };

testDecision('zj-performance-use-intake', [
  [
    '[DT-17] row 5 discloses',
    { refs, data: { matter: 'LOWEST_GRADE', performanceNo: 'N-1' }, applicant: {} },
    { variables: { disclose: true, record: 'P-1|K' } },
  ],
  [
    '[DT-17] row 6 does not',
    { refs, data: { matter: 'TECHNICAL_LEAD_CHANGE', performanceNo: 'N-1' }, applicant: {} },
    { variables: { disclose: false } },
  ],
]);
