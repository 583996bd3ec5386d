import { refused, testDecision } from '../../harness/decisions';

const ROW = {
  ...{ projectName: '虚构·车间', place: '萧山区', scale: '8000平方米', role: '技术负责人' },
  ...{ startDate: '2023-01-01', endDate: '2024-06-30' },
};
const SITUATION = { education: '本科', title: '工程师', registration: '注册建造师' };

interface Given {
  employer?: string;
  status?: string;
  categories?: string[];
  data?: object;
}

function facts({ employer = '1', status = 'LOCKED', categories = ['TITLE'], data }: Given = {}) {
  const entries = categories.map((category) => ({ status: 'ENTERED', data: { category } }));
  return {
    data: {
      ...{ targetQualification: 'FIRE', targetGrade: 'LOWEST', basicSituation: SITUATION },
      ...{ performances: [ROW], ...data },
    },
    refs: { person: { found: true, status, data: { employer }, qualification: { entries } } },
    applicant: { uscc: '1' },
  };
}

testDecision('zj-personal-performance-checks', [
  ['[ZJ-03] nothing to refuse', facts(), refused()],
  ["[ZJ-03][E-03-01] another's person", facts({ employer: '2' }), refused('E-03-01')],
  ['[ZJ-03][E-03-01] unlocked', facts({ status: 'UNLOCKED' }), refused('E-03-01')],
  ['[ZJ-03][E-03-02] a worker', facts({ categories: ['WORKER'] }), refused('E-03-02')],
  [
    '[ZJ-03][E-03-03] a higher grade',
    facts({ data: { targetGrade: 'HIGHER' } }),
    refused('E-03-03'),
  ],
  ['[ZJ-03][E-03-04] no row', facts({ data: { performances: [] } }), refused('E-03-04')],
  [
    '[ZJ-03][E-03-04] a row that is not whole',
    facts({ data: { performances: [ROW, { ...ROW, role: '' }] } }),
    refused('E-03-04'),
  ],
  [
    '[ZJ-03][E-03-04] no basic situation',
    facts({ data: { basicSituation: { ...SITUATION, title: null } } }),
    refused('E-03-04'),
  ],
]);
