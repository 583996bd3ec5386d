import { testDecision } from '../../harness/decisions';

const applicant = {
  organisation: 'enterprise-甲',
  uscc: '甲',
  enterprise: { data: { name: '甲', regPlace: '330109' } },
};
const REGISTERED = { code: '330109', city: '330100', placeKind: 'COUNTY_UNIT' };

testDecision('zj-person-change-intake', [
  [
    '[ZJ-24] what is left empty stays',
    {
      applicant,
      data: { record: 'P-1|TITLE||ZC-1', graduationSchool: '', titleCertName: '高级工程师' },
      refs: { record: { data: { identity: { name: '李**' } } } },
    },
    {
      title: '甲 · 李** · 变更',
      parties: { applicant: 'enterprise-甲' },
      variables: {
        ...{ record: 'P-1|TITLE||ZC-1', places: { enterpriseReg: REGISTERED } },
        changes: { titleCertName: '高级工程师' },
      },
    },
  ],
]);
