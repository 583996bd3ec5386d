import { testDecision } from '../../harness/decisions';

const permit = {
  ...{ projectName: '示例家园', projectPlace: '330282', ownerName: '示例置业' },
  ...{ contractMode: 'GC', worksCategory: 'BUILDING' },
  ...{ issuingAuthority: 'county-330282', issueDate: '2026-09-22' },
};

const applicant = {
  organisation: 'enterprise-913301090000000A2U',
  uscc: '913301090000000A2U',
  enterprise: { data: { name: '甲', regPlace: '330100' } },
};

const facts = {
  flow: 'ZJ-04',
  data: { permitNo: '330282202609220101' },
  refs: { permitNo: { found: true, data: permit } },
  ...{ applicant, case: null },
};

testDecision('zj-project-intake', [
  [
    '[ZJ-04] title, parties, places for the routing, and the entry that an approval writes',
    facts,
    {
      title: '甲 · 示例家园 · 330282202609220101',
      parties: { permitIssuer: 'county-330282' },
      variables: {
        ...{ item: 'BUILDING', complete: false, flags: [] },
        places: {
          permitIssuer: 'county-330282',
          projectPlace: { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' },
          enterpriseReg: { code: '330100', city: '330100', placeKind: 'CITY_DIRECT' },
        },
        entry: {
          ...{ kind: 'project', status: 'ENTERED', marks: ['IN_PROGRESS'] },
          fields: { enterpriseUscc: '913301090000000A2U', ...permit },
        },
      },
    },
  ],
  [
    '[ZJ-08] by its specialty; supplemented at once',
    {
      ...facts,
      flow: 'ZJ-08',
      data: { permitNo: '1', indicators: [{ name: 'AREA', value: '1' }] },
      refs: {
        permitNo: { found: true, data: { ...permit, worksCategory: null, specialty: 'FIRE' } },
      },
    },
    { variables: { item: 'FIRE', complete: true } },
  ],
  [
    '[ZJ-05] a historical project is entered',
    { ...facts, flow: 'ZJ-05' },
    { variables: { entry: { kind: 'project', status: 'ENTERED', marks: ['IN_PROGRESS'] } } },
  ],
  [
    '[ZJ-05][DD-02] with its completion: accepted',
    { ...facts, flow: 'ZJ-05', data: { permitNo: '1', acceptanceDate: '2014-01-20' } },
    { variables: { entry: { status: 'COMPLETED', marks: [] } } },
  ],
  [
    '[ZJ-05][DD-02] and filed',
    { ...facts, flow: 'ZJ-05', data: { acceptanceDate: '2014-01-20', filingNo: 'BA-3' } },
    { variables: { entry: { status: 'FILED', marks: [] } } },
  ],
  [
    '[ZJ-04][GR-06] supplemented after the five days',
    { ...facts, case: { deadlines: { ENT_SUPPLEMENT_5: { over: true } } } },
    { variables: { flags: ['ENTRY_OVERDUE'] } },
  ],
]);
