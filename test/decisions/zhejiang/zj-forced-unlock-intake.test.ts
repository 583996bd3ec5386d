import { testDecision } from '../../harness/decisions';

const of = (regPlace: string | null) => ({
  data: { name: '王*', formerEmployer: '1' },
  refs: {
    person: { person: 'P-1' },
    formerEmployer: { found: true, data: { name: '甲', regPlace } },
  },
  applicant: { user: 'wang', organisation: null },
});
const said = (enterpriseReg: object | null) => ({
  title: '甲 · 王* · 强制解锁',
  parties: { formerEmployer: 'enterprise-1' },
  variables: {
    ...{ formerEmployer: 'enterprise-1', places: { enterpriseReg } },
    tie: { person: 'P-1', status: 'UNLOCKED', holder: '', fields: { formerEmployer: '1' } },
  },
});

testDecision('zj-forced-unlock-intake', [
  [
    '[ZJ-02][OP-09] where the former employer is registered',
    of('330109'),
    said({ code: '330109', city: '330100', placeKind: 'COUNTY_UNIT' }),
  ],
  [
    '[ZJ-02] a city without counties',
    of('330400'),
    said({ code: '330400', city: '330400', placeKind: 'CITY_DIRECT' }),
  ],
  ['[ZJ-02] nowhere known', of(null), said(null)],
]);
