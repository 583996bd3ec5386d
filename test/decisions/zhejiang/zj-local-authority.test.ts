import { testDecision } from '../../harness/decisions';

const cixi = { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' };
const hangzhou = { code: '330100', city: '330100', placeKind: 'CITY_DIRECT' };

/** Places other than the one asked for are of the other kind: only the right one may count. */
testDecision('zj-local-authority', [
  [
    '[DT-01] 1 whoever issued the permit, a county',
    { basis: 'PERMIT_ISSUER', places: { permitIssuer: 'county-330282', enterpriseReg: hangzhou } },
    { level: 'COUNTY', organisation: 'county-330282' },
  ],
  [
    '[DT-01] 1 whoever issued the permit, a city',
    { basis: 'PERMIT_ISSUER', places: { permitIssuer: 'city-330200', projectPlace: cixi } },
    { level: 'CITY', organisation: 'city-330200' },
  ],
  [
    '[DT-01] 2 project in a county',
    { basis: 'PROJECT_PLACE', places: { projectPlace: cixi, enterpriseReg: hangzhou } },
    { level: 'COUNTY', regionCode: '330282', organisation: null },
  ],
  [
    '[DT-01] 3 project directly under a city',
    { basis: 'PROJECT_PLACE', places: { projectPlace: hangzhou, enterpriseReg: cixi } },
    { level: 'CITY', regionCode: '330100', organisation: null },
  ],
  [
    '[DT-01] 4 registered in a county',
    { basis: 'ENTERPRISE_REG', places: { enterpriseReg: cixi, projectPlace: hangzhou } },
    { level: 'COUNTY', regionCode: '330282', organisation: null },
  ],
  [
    '[DT-01] 5 registered directly under a city',
    { basis: 'ENTERPRISE_REG', places: { enterpriseReg: hangzhou, projectPlace: cixi } },
    { level: 'CITY', regionCode: '330100', organisation: null },
  ],
  [
    '[DT-01] 6 the city above the project',
    { basis: 'PROJECT_CITY', places: { projectPlace: cixi, enterpriseReg: hangzhou } },
    { level: 'CITY', regionCode: '330200', organisation: null },
  ],
  [
    '[DT-01] 7 the city above the registration',
    { basis: 'REG_CITY', places: { enterpriseReg: cixi, projectPlace: hangzhou } },
    { level: 'CITY', regionCode: '330200', organisation: null },
  ],
  [
    '[DT-01] 8 the province',
    { basis: 'PROVINCE', places: { enterpriseReg: cixi } },
    { level: 'PROVINCE', regionCode: '330000', organisation: null },
  ],
  [
    '[DT-01] 9 the sector bureau',
    { basis: 'SECTOR', places: { sector: 'sector-330000-transport', enterpriseReg: cixi } },
    { level: 'SECTOR', organisation: 'sector-330000-transport' },
  ],
  [
    '[DT-01] 10 court in a county',
    { basis: 'COURT_PLACE', places: { courtPlace: cixi, enterpriseReg: hangzhou } },
    { level: 'COUNTY', regionCode: '330282', organisation: null },
  ],
  [
    '[DT-01] 11 court in a city itself',
    { basis: 'COURT_PLACE', places: { courtPlace: hangzhou, enterpriseReg: cixi } },
    { level: 'CITY', regionCode: '330100', organisation: null },
  ],
  [
    '[DT-01] 12 same level and area as the deciding department',
    { basis: 'SAME_LEVEL', places: { deciding: { level: 'CITY', regionCode: '330700' } } },
    { level: 'CITY', regionCode: '330700', organisation: null },
  ],
  [
    '[DT-01] 13 whoever decided',
    { basis: 'SELF', places: { own: 'city-330700', enterpriseReg: cixi } },
    { level: 'CITY', organisation: 'city-330700' },
  ],
  [
    '[DT-01] a place of no known kind is nobody’s',
    { basis: 'ENTERPRISE_REG', places: { enterpriseReg: null } },
    null,
  ],
]);
