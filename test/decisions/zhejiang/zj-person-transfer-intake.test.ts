import { testDecision } from '../../harness/decisions';

testDecision('zj-person-transfer-intake', [
  [
    '[ZJ-02][4.2] person and certificates become the new employer’s',
    {
      data: { name: '李*' },
      refs: { person: { person: 'P-1' } },
      applicant: {
        ...{ organisation: 'enterprise-2', uscc: '2' },
        enterprise: { data: { name: '乙' } },
      },
    },
    {
      title: '乙 · 李* · 抓取',
      parties: { applicant: 'enterprise-2' },
      variables: {
        tie: {
          ...{ person: 'P-1', status: 'LOCKED', holder: 'enterprise-2' },
          fields: { employer: '2', employerName: '乙' },
          certificateFields: { employer: '2' },
        },
      },
    },
  ],
]);
