import { refused, testDecision } from '../../harness/decisions';

const OWN = { enterpriseUscc: '甲', contractMode: 'GC' };
const project = (data: object = OWN, status = 'ENTERED') => {
  return { project: { found: true, status, data }, permit: { found: true } };
};
const record = (owner = 'enterprise-甲', status = 'ENTERED') => {
  return { found: true, status, parts: [owner, '1', 'FIRE', 'HT-1'] };
};

interface Given {
  data: object;
  permitNo?: object;
  recordNo?: object;
  duplicates?: number;
  regPlace?: string;
}

function facts({ data, permitNo, recordNo, duplicates = 0, regPlace = '330109' }: Given) {
  return {
    ...{ data, duplicates, refs: { permitNo: permitNo ?? null, recordNo: recordNo ?? null } },
    applicant: { uscc: '甲', organisation: 'enterprise-甲', enterprise: { data: { regPlace } } },
  };
}

const GC = { collection: 'GC', permitNo: '1' };
const B = { collection: 'SPECIALIST', standalone: 'NO', recordNo: 'A-1' };
const C = { collection: 'SPECIALIST', standalone: 'YES', permitNo: '1' };
const STANDALONE = { ...OWN, contractMode: 'STANDALONE' };

testDecision('zj-representative-checks', [
  ['[ZJ-06] door A', facts({ data: GC, permitNo: project() }), refused()],
  ['[ZJ-06] door B', facts({ data: B, recordNo: record() }), refused()],
  ['[ZJ-06] door C', facts({ data: C, permitNo: project(STANDALONE) }), refused()],
  [
    '[ZJ-06] an imported project, of which the contract mode is not told',
    facts({
      data: GC,
      permitNo: { project: { found: true, status: 'ENTERED', data: { builderUscc: '甲' } } },
    }),
    refused(),
  ],
  [
    '[ZJ-06][E-06-01] pushed only',
    facts({ data: GC, permitNo: { project: { found: false }, permit: { found: true } } }),
    refused('E-06-01'),
  ],
  ['[ZJ-06][E-06-01] no such record', facts({ data: B }), refused('E-06-01')],
  [
    '[ZJ-06][E-06-02] the project of another',
    facts({ data: GC, permitNo: project({ ...OWN, enterpriseUscc: '乙' }) }),
    refused('E-06-02'),
  ],
  [
    '[ZJ-06][E-06-02] the record of another',
    facts({ data: B, recordNo: record('enterprise-乙') }),
    refused('E-06-02'),
  ],
  [
    '[ZJ-06][E-06-03] a standalone project as a general contract',
    facts({ data: GC, permitNo: project(STANDALONE) }),
    refused('E-06-03'),
  ],
  [
    '[ZJ-06][E-06-03] a general contract as a standalone project',
    facts({ data: C, permitNo: project() }),
    refused('E-06-03'),
  ],
  [
    '[ZJ-06][E-06-03] a permit number, but no standalone project',
    facts({ data: { ...C, standalone: 'NO' }, permitNo: project(STANDALONE) }),
    refused('E-06-03'),
  ],
  ['[ZJ-06][E-06-04] no such permit', facts({ data: GC }), refused('E-06-04')],
  [
    '[ZJ-06][E-06-06] there already',
    facts({ data: GC, permitNo: project(), duplicates: 1 }),
    refused('E-06-06'),
  ],
  [
    '[ZJ-06][E-06-07] registered elsewhere',
    facts({ data: GC, permitNo: project(), regPlace: '320102' }),
    refused('E-06-07'),
  ],
]);
