import { testDecision } from '../../harness/decisions';

testDecision('cq-monthly-sampling-intake', [
  [
    '[CQ-07b][CQ-07b-R04] month and rate asked for',
    { data: { period: '2024-04', ratePercent: 20 }, applicant: { organisation: 'city' } },
    {
      title: '2024-04 每月抽查',
      variables: { period: '2024-04', ratePercent: 20, applicantGroup: 'city' },
    },
  ],
]);
