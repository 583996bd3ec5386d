import { testDecision } from '../../harness/decisions';

const facts = (itemKind: string) => ({
  data: {
    itemKind,
    batch: '2015-1',
    enterprise: { name: '某企业', creditCode: '91330282MA2B' },
    person: itemKind === 'PERSON' ? { name: '陈**' } : null,
  },
  refs: {
    enterprise: { regPlace: { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' } },
    person: { idNumber: { person: 'P-1' } },
  },
  applicant: { organisation: 'person-service-account-data-importer' },
});
const group = 'enterprise-91330282MA2B';

testDecision('zj-verification-intake', [
  [
    '[ZJ-17] an enterprise is known by its code',
    facts('ENTERPRISE'),
    {
      title: '2015-1 · 某企业 · 企业基本信息',
      parties: { enterprise: group },
      variables: {
        ...{ enterpriseGroup: group, confirmedStatus: 'ENTERED' },
        entry: { kind: 'enterprise', part: 'enterprise', key: '91330282MA2B' },
        places: { enterpriseReg: { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' } },
      },
    },
  ],
  [
    '[ZJ-17] a person by the person number, and is tied to the enterprise',
    facts('PERSON'),
    {
      title: '2015-1 · 某企业 · 陈**',
      parties: { enterprise: group },
      variables: {
        confirmedStatus: 'LOCKED',
        entry: {
          ...{ kind: 'person', part: 'person', key: 'P-1' },
          fields: { employer: '91330282MA2B', employerName: '某企业' },
        },
      },
    },
  ],
]);
