import { testDecision } from '../../harness/decisions';

const REGISTERED = { code: '330109', city: '330100', placeKind: 'COUNTY_UNIT' };
testDecision('zj-personal-performance-intake', [
  [
    '[ZJ-03] published by the enterprise’s own authority',
    {
      data: { person: 'P-1' },
      applicant: {
        ...{ organisation: 'enterprise-甲', uscc: '甲' },
        enterprise: { data: { name: '甲', regPlace: '330109' } },
      },
    },
    {
      title: '甲 · 技术负责人个人业绩',
      parties: { applicant: 'enterprise-甲' },
      variables: {
        ...{ person: 'P-1', places: { enterpriseReg: REGISTERED } },
        fields: { enterpriseUscc: '甲', enterpriseReg: REGISTERED },
      },
    },
  ],
]);
