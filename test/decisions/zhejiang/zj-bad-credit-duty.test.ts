import { testDecision } from '../../harness/decisions';

interface Given {
  data?: object;
  refs?: object;
  applicant?: object;
}
const by = (
  basis: string,
  starts: string,
  { data = {}, refs = {}, applicant = {} }: Given = {},
) => ({
  ...{ data, refs, firstSubmitted: '2026-10-30' },
  applicant: { organisation: 'city-330100', roles: ['reviewer'], ...applicant },
  rules: { 'zj-bad-credit-source': { basis, starts } },
});
const found = { found: true };
const system = { organisation: null, roles: ['sharing-platform'] };

testDecision('zj-bad-credit-duty', [
  [
    '[DT-09][ZJ-13] own decision: who made it, from the day it took effect',
    by('SELF', 'EFFECTIVE', { data: { effectiveOn: '2026-02-11' } }),
    { organisation: 'city-330100', from: '2026-02-11', places: { own: 'city-330100' } },
  ],
  [
    '[DT-09][E-13-01] made by another: that one',
    by('SELF', 'EFFECTIVE', { data: { decidingAuthority: 'county-330109' } }),
    { organisation: 'county-330109', from: null },
  ],
  [
    '[DT-09][AE-79] out of the province: the province, from the day of the letter',
    by('PROVINCE', 'RECEIVED', { data: { receivedOn: '2020-01-17' } }),
    { organisation: 'province-330000', from: '2020-01-17' },
  ],
  [
    '[DT-09][AE-80] letter and platform: the earlier counts',
    by('PROVINCE', 'RECEIVED', {
      data: { receivedOn: '2026-11-02', platformReceivedOn: '2026-10-30' },
    }),
    { from: '2026-10-30' },
  ],
  [
    '[DT-09][ZJ-13] pushed by the platform: received on that day; by the authority of the same level',
    by('SAME_LEVEL', 'RECEIVED', {
      ...{ applicant: system, refs: { decidingPlace: found } },
      data: { decidingLevel: 'COUNTY', decidingPlace: '330109' },
    }),
    {
      ...{ organisation: 'county-330109', from: '2026-10-30' },
      places: { deciding: { level: 'COUNTY', regionCode: '330109' } },
    },
  ],
  [
    '[DT-09][OP-33] court of a county',
    by('COURT_PLACE', 'OBTAINED', {
      ...{ data: { firstInstanceCourtPlace: '330282', obtainedOn: '2026-09-01' } },
      refs: { firstInstanceCourtPlace: found },
    }),
    {
      ...{ organisation: 'county-330282', from: '2026-09-01' },
      places: { courtPlace: { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' } },
    },
  ],
  [
    '[DT-09][OP-33] court of a city',
    by('COURT_PLACE', 'OBTAINED', {
      ...{ data: { firstInstanceCourtPlace: '330200' } },
      refs: { firstInstanceCourtPlace: found },
    }),
    { organisation: 'city-330200' },
  ],
  [
    '[DT-09] arbitration: where the enterprise is registered',
    by('ENTERPRISE_REG', 'OBTAINED', {
      refs: { enterpriseUscc: { data: { regPlace: '330782' } } },
    }),
    { organisation: 'county-330782' },
  ],
  [
    '[DT-09][DD-05] arbitration, an enterprise that is in no library: where it is said to be registered',
    by('ENTERPRISE_REG', 'OBTAINED', {
      ...{ data: { enterpriseRegPlace: '330109' }, refs: { enterpriseRegPlace: found } },
    }),
    { organisation: 'county-330109' },
  ],
  [
    '[DT-09][E-13-10] nothing is said of the place',
    by('ENTERPRISE_REG', 'OBTAINED'),
    { organisation: null },
  ],
]);
