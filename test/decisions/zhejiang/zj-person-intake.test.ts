import { testDecision } from '../../harness/decisions';

const applicant = {
  organisation: 'enterprise-甲',
  uscc: '甲',
  enterprise: { data: { name: '甲', regPlace: '330109' } },
};
const REGISTERED = { code: '330109', city: '330100', placeKind: 'COUNTY_UNIT' };
const rules = { 'zj-person-categories': { label: '职称人员' } };
const of = (data: object) => ({
  ...{ applicant, rules },
  data: { identity: { name: '李**' }, ...data },
  refs: { identity: { idNumber: { person: 'P-1' } } },
});
const written = (certificateNo: string) => ({
  title: '甲 · 李** · 职称人员',
  parties: { applicant: 'enterprise-甲' },
  variables: {
    ...{ personNo: 'P-1', places: { enterpriseReg: REGISTERED } },
    employer: { employer: '甲', employerName: '甲' },
    entry: {
      kind: 'qualification',
      fields: { employer: '甲', person: 'P-1', certificateNo },
      ownStatuses: ['ENTERED'],
    },
  },
});

testDecision('zj-person-intake', [
  ['[ZJ-01] a title', of({ category: 'TITLE', titleCertificateNo: 'ZC-1' }), written('ZC-1')],
  [
    '[ZJ-01] what was downloaded',
    of({ category: 'SITE', registeredCertificateNo: 'ZS-1' }),
    written('ZS-1'),
  ],
]);
