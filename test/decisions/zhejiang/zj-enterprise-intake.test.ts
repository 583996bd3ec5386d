import { testDecision } from '../../harness/decisions';

const given = (organisation: string | null) => ({
  data: { name: '新企业', creditCode: '913301090000000A2U' },
  refs: { regPlace: { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' } },
  applicant: { user: 'new.shi', organisation },
});

const expected = (group: string) => ({
  title: '新企业 · 企业基本信息',
  parties: { applicant: group, enterprise: 'enterprise-913301090000000A2U' },
  variables: {
    applicantGroup: group,
    creditCode: '913301090000000A2U',
    places: { enterpriseReg: { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' } },
  },
});

testDecision('zj-enterprise-intake', [
  [
    '[ZJ-23] somebody without an organisation is told in person',
    given(null),
    expected('person-new.shi'),
  ],
  ['[ZJ-23] an enterprise as enterprise', given('enterprise-x'), expected('enterprise-x')],
]);
