import { testSupported } from '../../harness/judged-decisions';
import { COMPLAINT_RULES, complaint, REGISTERED } from './complaint';

testSupported(
  'zj-complaint-intake',
  [
    [
      '[ZJ-25][OP-18] decided where the enterprise was registered when it was approved',
      complaint(),
      {
        title: '投诉举报 · 甲 · 石油化工工程 · 裂解装置',
        parties: { applicant: 'public' },
        variables: {
          ...{ step: 'ZJ-25-09', targetCase: 'c0', targetGroup: 'enterprise-甲' },
          places: { enterpriseReg: REGISTERED },
        },
      },
    ],
    [
      '[ZJ-25] of an entry that does not say: the city that approved it',
      complaint({ record: { data: { enterpriseUscc: '甲' } } }),
      {
        variables: {
          places: { enterpriseReg: { code: '330100', city: '330100', placeKind: 'CITY_DIRECT' } },
        },
      },
    ],
  ],
  COMPLAINT_RULES,
);
