import { testDecision } from '../../harness/decisions';
import { colleague, OWN, upgrade, work } from './gate';

const codes = (...said: string[]) => said.map((code) => ({ code }));
const unknown = { found: false, status: null };
const before = { applicationDate: '2015-06-30' };
const first = { applicationDate: '2015-07-01' };
const everything = {
  enterprise: unknown,
  persons: [{ found: false, person: 'P-1' }],
  performances: [work({ status: 'FALSE' })],
};

testDecision('zj-gate-qualification', [
  ['[ZJ-19][DT-21] nothing is wrong: it passes', upgrade(), null],
  [
    '[ZJ-19][DT-21][E-19-01] a renewal of an enterprise that is not in the library',
    upgrade({ data: { action: 'RENEW' }, enterprise: unknown }),
    [{ code: 'E-19-01', zh: `企业未入库：${OWN}`, field: 'enterprise' }],
  ],
  [
    '[ZJ-19][DT-21][E-19-02] each person is named by number',
    upgrade({ persons: [colleague(), { found: false, person: 'P-7' }] }),
    [{ code: 'E-19-02', zh: '人员未入库或不在本企业：P-7' }],
  ],
  [
    '[ZJ-19][AE-91][E-19-03] a project of the project library alone is no representative performance',
    upgrade({ performances: [work(), { found: false }] }),
    [{ code: 'E-19-03', zh: '业绩未入代表工程业绩库：N-2' }],
  ],
  [
    '[ZJ-19][DT-21][E-19-04] an upgrade of which something was not entered',
    upgrade({ data: { grade: null }, performances: [] }),
    [{ code: 'E-19-04', zh: '资质升级信息未按要求录入：等级、代表工程业绩' }],
  ],
  [
    '[ZJ-19][DT-21] a renewal needs no list',
    upgrade({ data: { action: 'RENEW' }, persons: [], performances: [] }),
    null,
  ],
  [
    '[ZJ-19][DT-21][E-19-05] doubtful data',
    upgrade({ persons: [colleague({ status: 'DOUBTFUL' })] }),
    codes('E-19-02', 'E-19-05'),
  ],
  [
    '[ZJ-19][DT-21][DT-17][E-19-06] the personal performance, with what DT-17 says of it',
    upgrade({
      data: { performanceNo: 'N-9' },
      usability: { code: 'E-03-05', zh: '公示期未满，不能使用', en: 'not yet' },
    }),
    [{ code: 'E-19-06', zh: '个人业绩不可使用：公示期未满，不能使用' }],
  ],
  [
    '[ZJ-19][DT-21] without one, DT-17 is not asked',
    upgrade({ usability: { code: 'E-03-08', zh: '-', en: '-' } }),
    null,
  ],
  [
    '[ZJ-19][DT-21][GR-02] all reasons at once',
    upgrade(everything),
    codes('E-19-01', 'E-19-02', 'E-19-03', 'E-19-05'),
  ],
  [
    '[ZJ-19][DT-13][C10][DD-06] before 2015-07-01 only what has no start date: an upgrade',
    upgrade({ ...everything, data: { ...before, grade: null } }),
    codes('E-19-04'),
  ],
  [
    '[ZJ-19][DT-13][C10][DD-06] and the enterprise of a new application',
    upgrade({ ...everything, data: { ...before, action: 'NEW' } }),
    codes('E-19-01'),
  ],
  [
    '[ZJ-19][DT-13][C10] from the first day on, all of it, of all six types',
    upgrade({ ...everything, data: { ...first, qualType: 'COST_CONSULTING' } }),
    codes('E-19-01', 'E-19-02', 'E-19-03', 'E-19-05'),
  ],
]);
