import { testDecision } from '../../harness/decisions';

const cixi = { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' };
const hangzhou = { code: '330100', city: '330100', placeKind: 'CITY_DIRECT' };

/** DT-03 and DT-01 together: the step alone says whose place counts. */
testDecision('zj-authority', [
  [
    '[DT-01][DT-03] ZJ-07: whoever issued the permit, no limit, into the projects',
    { step: 'ZJ-07', places: { permitIssuer: 'county-330282', enterpriseReg: hangzhou } },
    {
      ...{ basis: 'PERMIT_ISSUER', deadlineKey: 'NONE', target: 'projects' },
      ...{ level: 'COUNTY', organisation: 'county-330282' },
    },
  ],
  [
    '[DT-01][DT-03] ZJ-23: the place of registration, though the project lies elsewhere',
    { step: 'ZJ-23', places: { enterpriseReg: hangzhou, projectPlace: cixi } },
    { basis: 'ENTERPRISE_REG', target: 'base', level: 'CITY', regionCode: '330100' },
  ],
  [
    '[DT-01][DT-03] ZJ-05: the place of the project, though the enterprise is registered elsewhere',
    { step: 'ZJ-05', places: { enterpriseReg: hangzhou, projectPlace: cixi } },
    { basis: 'PROJECT_PLACE', level: 'COUNTY', regionCode: '330282', organisation: null },
  ],
]);
