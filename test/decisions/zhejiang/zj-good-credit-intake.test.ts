import { testSupported } from '../../harness/judged-decisions';

const cixi = { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' };
const yiwu = { code: '330782', city: '330700', placeKind: 'COUNTY_UNIT' };
const given = (data: object, refs: object = {}) => ({
  data: {
    ...{ awardName: '优质工程奖', subjectType: 'ENTERPRISE', occurredInProvince: 'YES' },
    ...{ awardLevel: 'COUNTY', projectRelated: 'YES', projectPlace: '330282', ...data },
  },
  refs: { permitNo: { found: false }, ...refs },
  applicant: {
    organisation: 'enterprise-乙',
    enterprise: { found: true, data: { name: '乙', regPlace: '330782' } },
  },
});

testSupported(
  'zj-good-credit-intake',
  [
    [
      '[ZJ-12][AE-73] 义乌市’s enterprise, a project in 慈溪市',
      given({}),
      {
        title: '优质工程奖 · 乙',
        parties: { applicant: 'enterprise-乙', enterprise: 'enterprise-乙' },
        variables: {
          ...{ reviewStatus: 'COUNTY_REVIEW', twoSteps: true },
          reviewPlaces: { projectPlace: cixi, enterpriseReg: yiwu, basis: 'PROJECT_PLACE' },
          publishPlaces: { projectPlace: cixi, basis: 'PROJECT_CITY' },
        },
      },
    ],
    [
      '[ZJ-12] the place of a project of the library, a place without a county',
      given(
        { permitNo: '1', projectPlace: null },
        { permitNo: { found: true, data: { projectPlace: '330100' } } },
      ),
      {
        variables: {
          twoSteps: true,
          reviewPlaces: { projectPlace: { code: '330100', placeKind: 'CITY_DIRECT' } },
        },
      },
    ],
    [
      '[ZJ-12] a person, and one step only',
      given(
        { subjectType: 'PERSON', awardLevel: 'PROVINCE', projectRelated: 'NO', projectPlace: null },
        { person: { found: true, data: { name: '李*' } } },
      ),
      {
        title: '优质工程奖 · 李* · 乙',
        variables: {
          twoSteps: false,
          reviewPlaces: { projectPlace: null, enterpriseReg: yiwu, basis: 'PROVINCE' },
        },
      },
    ],
  ],
  ['zj-good-credit-routing'],
);
