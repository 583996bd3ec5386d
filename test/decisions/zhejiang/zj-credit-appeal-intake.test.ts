import { testDecision } from '../../harness/decisions';

const asked = (appealKind: string) => ({
  ...{ applicant: { organisation: 'enterprise-9133' }, data: { appealKind, recordNo: 'X-1' } },
  refs: {
    recordNo: { data: { authority: 'city-330100', enterpriseName: '甲建设', title: '罚款' } },
  },
});

testDecision('zj-credit-appeal-intake', [
  [
    '[ZJ-26][OP-50] an objection, decided by who published it',
    asked('OBJECTION'),
    {
      title: '信用信息异议 · 甲建设 · 罚款',
      parties: { applicant: 'enterprise-9133', authority: 'city-330100' },
      variables: { authorityGroup: 'city-330100', recordNo: 'X-1', granted: 'WITHDRAWN' },
    },
  ],
  [
    '[ZJ-26][OP-50] a repair',
    asked('REPAIR'),
    { title: '信用修复 · 甲建设 · 罚款', variables: { granted: 'REPAIRED' } },
  ],
]);
