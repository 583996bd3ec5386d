import { testDecision } from '../../harness/decisions';

const of = (regPlace: string | null) => ({
  data: { projectName: '某项目' },
  applicant: {
    ...{ organisation: 'enterprise-91330282MA2C', uscc: '91330282MA2C' },
    enterprise: { data: { name: '某企业', regPlace } },
  },
});
const entry = { kind: 'three-year-project', fields: { enterpriseUscc: '91330282MA2C' } };

testDecision('zj-three-year-project-intake', [
  [
    '[ZJ-27] screened where the enterprise is registered, a county',
    of('330282'),
    {
      title: '某企业 · 某项目',
      parties: { applicant: 'enterprise-91330282MA2C' },
      variables: {
        ...{ enterpriseGroup: 'enterprise-91330282MA2C', confirmedStatus: 'ENTERED', entry },
        places: { enterpriseReg: { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' } },
      },
    },
  ],
  [
    '[ZJ-27] or a city',
    of('330100'),
    { variables: { places: { enterpriseReg: { code: '330100', placeKind: 'CITY_DIRECT' } } } },
  ],
  ['[ZJ-27] or unknown', of(null), { variables: { places: { enterpriseReg: null } } }],
]);
