import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';

interface Given {
  data?: object;
  refs?: object;
  enterprise?: object;
  duplicates?: number;
}
const region = { found: true, province: '330000' };
const person = (employer: string, status = 'LOCKED') => ({
  person: { found: true, status, data: { employer } },
});
function facts({ data = {}, refs = {}, enterprise = {}, duplicates = 0 }: Given = {}) {
  return {
    data: {
      ...{ subjectType: 'ENTERPRISE', awardLevel: 'COUNTY', giverKind: 'ADMINISTRATIVE' },
      ...{ giverLevel: 'COUNTY', gainedInConstruction: 'YES', occurredInProvince: 'YES' },
      ...{ projectRelated: 'YES', projectPlace: '330282', ...data },
    },
    refs: { projectPlace: region, permitNo: { found: false }, ...refs },
    applicant: {
      uscc: '乙',
      enterprise: { found: true, data: { regPlace: '330782' }, ...enterprise },
    },
    duplicates,
  };
}
const ofPerson = (refs: object) => facts({ data: { subjectType: 'PERSON' }, refs });

testSupported(
  'zj-good-credit-checks',
  [
    ['[ZJ-12] a county award on a project', facts(), refused()],
    ['[ZJ-12] by a mass organisation', facts({ data: { giverKind: 'MASS' } }), refused()],
    [
      '[ZJ-12][AE-76][E-12-01] a township',
      facts({ data: { giverLevel: 'TOWNSHIP' } }),
      refused('E-12-01'),
    ],
    [
      '[ZJ-12][OP-32][E-12-01] an association',
      facts({ data: { giverKind: 'OTHER' } }),
      refused('E-12-01'),
    ],
    [
      '[ZJ-12][E-12-02] for something else',
      facts({ data: { gainedInConstruction: 'NO' } }),
      refused('E-12-02'),
    ],
    [
      '[ZJ-12][E-12-03] no place',
      facts({ data: { projectPlace: null }, refs: { projectPlace: null } }),
      refused('E-12-03'),
    ],
    [
      '[ZJ-12][E-12-03] a place elsewhere',
      facts({ refs: { projectPlace: { found: true, province: '310000' } } }),
      refused('E-12-03'),
    ],
    [
      '[ZJ-12] the place of a project of the library',
      facts({ data: { permitNo: '1' }, refs: { permitNo: { found: true }, projectPlace: null } }),
      refused(),
    ],
    [
      '[ZJ-12][E-12-03] a project that nobody knows',
      facts({ data: { permitNo: '1' } }),
      refused('E-12-03'),
    ],
    [
      '[ZJ-12][OP-31] no place is asked for where there is no project',
      facts({ data: { projectRelated: 'NO', projectPlace: null }, refs: { projectPlace: null } }),
      refused(),
    ],
    [
      '[ZJ-12][DD-05][E-12-04] an enterprise not in the library',
      facts({ enterprise: { found: false } }),
      refused('E-12-04'),
    ],
    ['[ZJ-12] a person of the own', ofPerson(person('乙')), refused()],
    ['[ZJ-12][E-12-04] of another', ofPerson(person('甲')), refused('E-12-04')],
    ['[ZJ-12][E-12-04] who left', ofPerson(person('乙', 'UNLOCKED')), refused('E-12-04')],
    ['[ZJ-12][E-12-04] nobody', ofPerson({ person: { found: false } }), refused('E-12-04')],
    [
      '[ZJ-12][E-12-05] outside, not of 浙江',
      facts({ data: { occurredInProvince: 'NO', subjectIsZhejiang: 'NO' } }),
      [{ code: 'E-12-05', field: 'subjectIsZhejiang' }],
    ],
    ['[ZJ-12][E-12-08] the same award', facts({ duplicates: 1 }), refused('E-12-08')],
    [
      '[ZJ-12][E-12-01][E-12-02] all reasons at once',
      facts({ data: { giverLevel: 'TOWNSHIP', gainedInConstruction: 'NO' } }),
      refused('E-12-01', 'E-12-02'),
    ],
  ],
  ['zj-good-credit-routing'],
);
