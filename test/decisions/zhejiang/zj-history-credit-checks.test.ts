import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';

interface Given {
  by?: string;
  data?: object;
  refs?: object;
  duplicates?: number;
}
function facts({ by = 'county-330282', data = {}, refs = {}, duplicates = 0 }: Given = {}) {
  return {
    ...{ today: '2019-12-30', duplicates, applicant: { organisation: by } },
    data: { creditClass: 'BAD', subjectType: 'ENTERPRISE', reportTo: 'CITY', ...data },
    refs: { uscc: { valid: true, found: true }, ...refs },
  };
}
const unknown = { uscc: { valid: true, found: false } };
const good = { creditClass: 'GOOD' };

testSupported(
  'zj-history-credit-checks',
  [
    ['[ZJ-15] a county to its city', facts(), refused()],
    [
      '[ZJ-15] a city to the province',
      facts({ by: 'city-330200', data: { reportTo: 'PROVINCE' } }),
      refused(),
    ],
    [
      '[ZJ-15][AE-85][E-15-04] a county straight to the province',
      facts({ data: { reportTo: 'PROVINCE' } }),
      refused('E-15-04'),
    ],
    ['[ZJ-15][E-15-04] a city to itself', facts({ by: 'city-330200' }), refused('E-15-04')],
    ['[ZJ-15][E-15-03] an enterprise', facts({ by: 'enterprise-甲' }), refused('E-15-03')],
    ['[ZJ-15][E-15-06] the province', facts({ by: 'province-330000' }), refused('E-15-06')],
    [
      '[ZJ-15][E-23-03] no such code',
      facts({ refs: { uscc: { valid: false, found: false } } }),
      refused('E-23-03'),
    ],
    [
      '[ZJ-15][DD-05] bad credit of a party outside the library',
      facts({ refs: unknown }),
      refused(),
    ],
    [
      '[ZJ-15][DD-05][E-12-04] good credit of one',
      facts({ data: good, refs: unknown }),
      refused('E-12-04'),
    ],
    [
      '[ZJ-15][E-12-04] of somebody unknown',
      facts({ data: { ...good, subjectType: 'PERSON' }, refs: { person: { found: false } } }),
      refused('E-12-04'),
    ],
    [
      '[ZJ-15][OP-44] shown until tomorrow',
      facts({ data: { disclosedUntil: '2019-12-31' } }),
      refused(),
    ],
    [
      '[ZJ-15][E-15-07] shown until today',
      facts({ data: { disclosedUntil: '2019-12-30' } }),
      refused('E-15-07'),
    ],
    ['[ZJ-15][E-15-05] recorded already', facts({ duplicates: 1 }), refused('E-15-05')],
  ],
  ['zj-history-credit-chain'],
);
