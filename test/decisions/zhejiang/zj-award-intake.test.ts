import { testDecision } from '../../harness/decisions';

testDecision('zj-award-intake', [
  [
    '[ZJ-16][DT-03] R10: the place of the project reviews',
    {
      data: { award: 'QIANJIANG_CUP', year: 2026 },
      refs: { permitNo: { project: { data: { projectName: '家园', projectPlace: '330282' } } } },
      applicant: { organisation: 'enterprise-甲' },
    },
    {
      title: '省“钱江杯”优质工程 · 2026 · 家园',
      parties: { applicant: 'enterprise-甲', enterprise: 'enterprise-甲' },
      variables: { places: { projectPlace: { code: '330282', placeKind: 'COUNTY_UNIT' } } },
    },
  ],
]);
