import { testDecision } from '../../harness/decisions';

/** Row of the requirements' table DT-03, step, basis, limit, library. */
const table: [string, string, string, string, string | null][] = [
  ['R01', 'ZJ-01', 'ENTERPRISE_REG', 'NONE', 'personnel'],
  ['R02', 'ZJ-24', 'ENTERPRISE_REG', 'NONE', 'personnel'],
  ['R03', 'ZJ-04', 'PERMIT_ISSUER', 'LOCAL_REVIEW_5', 'projects'],
  ['R03', 'ZJ-08', 'PERMIT_ISSUER', 'LOCAL_REVIEW_5', 'projects'],
  ['R04', 'ZJ-22', 'PERMIT_ISSUER', 'NONE', 'projects'],
  ['R04', 'ZJ-22-HISTORY', 'PROJECT_PLACE', 'NONE', 'projects'],
  ['R05', 'ZJ-05', 'PROJECT_PLACE', 'HIST_REVIEW', 'projects'],
  ['R06', 'ZJ-06', 'REG_CITY', 'NONE', 'representative'],
  ['R07', 'ZJ-07', 'PERMIT_ISSUER', 'NONE', 'projects'],
  ['R08', 'ZJ-09', 'REG_CITY', 'CITY_REVIEW_10', 'representative'],
  ['R08', 'ZJ-10-3', 'REG_CITY', 'CITY_REVIEW_10', 'representative'],
  ['R09', 'ZJ-10-1', 'REG_CITY', 'NONE', 'representative'],
  ['R09', 'ZJ-10-2', 'REG_CITY', 'NONE', 'representative'],
  ['R10', 'ZJ-16', 'PROJECT_PLACE', 'NONE', 'awards'],
  ['R11', 'ZJ-11', 'SECTOR', 'NONE', 'representative'],
  ['R12', 'ZJ-02C', 'ENTERPRISE_REG', 'OBJECTION_7', 'personnel'],
  ['R13', 'ZJ-23', 'ENTERPRISE_REG', 'NONE', 'base'],
  ['R13', 'ZJ-17', 'ENTERPRISE_REG', 'VERIFY_UNTIL', 'base'],
  ['R14', 'ZJ-18', 'SELF', 'CASE_DATE', 'credit'],
  ['R15', 'ZJ-15-CITY', 'REG_CITY', 'NONE', null],
  ['R16', 'ZJ-15-PROVINCE', 'PROVINCE', 'NONE', 'credit'],
  ['R17', 'ZJ-25-03', 'ENTERPRISE_REG', 'NONE', null],
  ['R18', 'ZJ-25-09', 'REG_CITY', 'NONE', null],
  ['R19', 'ZJ-27', 'ENTERPRISE_REG', 'SCREEN_UNTIL', 'base'],
];

testDecision('zj-review-routing', [
  ...table.map(([row, step, basis, deadlineKey, target]) => {
    const expected = { basis, deadlineKey, target, opinions: null };
    return [`[DT-03][${step}] ${row}`, { step }, expected] as [string, object, unknown];
  }),
  [
    '[DT-03][ZJ-13] bad credit: by whom and when is said by DT-09',
    { step: 'ZJ-13' },
    { basis: null, deadlineKey: null, target: 'credit' },
  ],
  [
    '[DT-03][DT-08][ZJ-12] R20: the basis that DT-08 gave',
    { step: 'ZJ-12', places: { basis: 'PROJECT_CITY' } },
    { basis: 'PROJECT_CITY', deadlineKey: 'NONE', target: 'credit', opinions: null },
  ],
  ['[DT-03] a step nobody described is routed nowhere', { step: 'ZJ-99' }, null],
]);
