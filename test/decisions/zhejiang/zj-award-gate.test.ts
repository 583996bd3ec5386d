import { refused, testDecision } from '../../harness/decisions';

const COMPLETE = { contractNo: '1', contractAmount: 1, startDate: '2024-01-01', indicators: [{}] };
interface Given {
  project?: object | null;
  of?: object;
  marks?: string[];
  sub?: boolean;
  data?: object;
  duplicates?: number;
}
function facts(given: Given = {}) {
  const { project = {}, of = {}, marks = [], sub = false, data = {}, duplicates = 0 } = given;
  const known = {
    ...{ found: true, status: 'COMPLETED', marks, ...project },
    data: {
      ...{ contractMode: 'GC', worksCategory: 'BUILDING', builderUscc: '甲', ...COMPLETE },
      ...of,
    },
  };
  return {
    ...{ duplicates, applicant: { uscc: '甲' }, data: { confirmedCorrect: 'YES', ...data } },
    refs: {
      permitNo: {
        project: project ? known : { found: false },
        'subcontract-performance': { found: sub },
      },
    },
  };
}

testDecision('zj-award-gate', [
  ['[DT-23][ZJ-16] a completed project', facts(), refused()],
  [
    '[DT-23][ZJ-16] municipal, filed',
    facts({ project: { status: 'FILED' }, of: { worksCategory: 'MUNICIPAL' } }),
    refused(),
  ],
  ['[DT-23][E-16-01] nowhere', facts({ project: null }), refused('E-16-01')],
  [
    '[DT-23][E-16-01] only imported',
    facts({ project: { status: 'IMPORTED' } }),
    refused('E-16-01'),
  ],
  ['[DT-23][E-16-02] going on', facts({ project: { status: 'ENTERED' } }), refused('E-16-02')],
  [
    '[DT-23][AE-86][E-16-02][E-16-03] a subcontract record: both reasons',
    facts({ project: null, sub: true }),
    refused('E-16-02', 'E-16-03'),
  ],
  [
    '[DT-23][E-16-03][E-16-04] a standalone project',
    facts({ of: { contractMode: 'STANDALONE', worksCategory: null } }),
    refused('E-16-03', 'E-16-04'),
  ],
  ['[DT-23][E-16-05] no indicators', facts({ of: { indicators: [] } }), refused('E-16-05')],
  ['[DT-23][E-16-05] no contract', facts({ of: { contractNo: '' } }), refused('E-16-05')],
  ['[DT-23][E-16-05] in doubt', facts({ marks: ['DOUBTFUL'] }), refused('E-16-05')],
  ['[DT-23][E-16-06] another’s', facts({ of: { builderUscc: '乙' } }), refused('E-16-06')],
  [
    '[DT-23] asked by a system about the enterprise that built it',
    facts({ of: { builderUscc: '乙' }, data: { enterprise: '乙' } }),
    refused(),
  ],
  [
    '[DT-23][E-16-06] asked about one that did not',
    facts({ data: { enterprise: '乙' } }),
    refused('E-16-06'),
  ],
  [
    '[DT-23][E-16-07] not confirmed',
    facts({ data: { confirmedCorrect: 'NO' } }),
    refused('E-16-07'),
  ],
  ['[DT-23][E-16-08] applied for', facts({ duplicates: 1 }), refused('E-16-08')],
]);
