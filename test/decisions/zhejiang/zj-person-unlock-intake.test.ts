import { testDecision } from '../../harness/decisions';

testDecision('zj-person-unlock-intake', [
  [
    '[ZJ-02][4.2] the person has no employer afterwards, and is nobody’s',
    {
      data: { person: 'P-1' },
      refs: { person: { data: { name: '李*' } } },
      applicant: {
        ...{ organisation: 'enterprise-1', uscc: '1' },
        enterprise: { data: { name: '甲' } },
      },
    },
    {
      title: '甲 · 李* · 解锁',
      parties: { applicant: 'enterprise-1' },
      variables: {
        tie: {
          ...{ person: 'P-1', status: 'UNLOCKED', holder: '' },
          fields: {
            ...{ employer: null, employerName: null },
            ...{ formerEmployer: '1', formerEmployerName: '甲' },
          },
          certificateFields: { employer: null },
        },
      },
    },
  ],
]);
