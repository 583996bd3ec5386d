import { testDecision } from '../../harness/decisions';

const of = (data: object, regPlace = '330782') => ({
  data: { occurredInProvince: 'YES', awardLevel: 'COUNTY', projectRelated: 'YES', ...data },
  applicant: { enterprise: { found: true, data: { regPlace } } },
});
const outside = (subjectIsZhejiang: string) => ({ occurredInProvince: 'NO', subjectIsZhejiang });
const both = (basis: string) => ({ reviewBasis: basis, publishBasis: basis });

testDecision('zj-good-credit-routing', [
  [
    '[DT-08][ZJ-12] county: the place of the project reviews, its city publishes',
    of({}),
    { reviewBasis: 'PROJECT_PLACE', publishBasis: 'PROJECT_CITY', reviewStatus: 'COUNTY_REVIEW' },
  ],
  ['[DT-08][ZJ-12] city: likewise', of({ awardLevel: 'CITY' }), { reviewStatus: 'COUNTY_REVIEW' }],
  [
    '[DT-08][ZJ-12][OP-31] without a project: the place of registration',
    of({ projectRelated: 'NO' }),
    { reviewBasis: 'ENTERPRISE_REG', publishBasis: 'REG_CITY', reviewStatus: 'COUNTY_REVIEW' },
  ],
  [
    '[DT-08][ZJ-12][AE-74] provincial',
    of({ awardLevel: 'PROVINCE' }),
    { ...both('PROVINCE'), reviewStatus: 'PROV_REVIEW' },
  ],
  ['[DT-08][ZJ-12] national', of({ awardLevel: 'NATIONAL' }), both('PROVINCE')],
  [
    '[DT-08][ZJ-12] outside the province: the place of registration, at any level',
    of({ ...outside('YES'), awardLevel: 'NATIONAL' }),
    { ...both('ENTERPRISE_REG'), reviewStatus: 'REG_REVIEW' },
  ],
  [
    '[DT-08][E-12-05] outside, said not to be of 浙江',
    of(outside('NO')),
    { reviewBasis: null, code: 'E-12-05' },
  ],
  [
    '[DT-08][E-12-05] outside, registered elsewhere',
    of(outside('YES'), '310101'),
    { code: 'E-12-05' },
  ],
]);
