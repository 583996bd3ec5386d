import { testDecision } from '../../harness/decisions';

const tie = { certificateFields: { employer: null }, holder: 'none' };
const of = (certificates: string[], tables: [key: string, status: string][]) => ({
  tie,
  refs: {
    person: {
      qualification: { entries: certificates.map((key) => ({ key })) },
      'personal-performance': { entries: tables.map(([key, status]) => ({ key, status })) },
    },
  },
});
const certificate = (key: string) => {
  return { kind: 'qualification', key, status: null, fields: { employer: null }, holder: 'none' };
};

testDecision('zj-person-records', [
  [
    '[ZJ-02] all certificates of a person',
    of(['P-1|REGISTERED|A|', 'P-1|TITLE||B'], []),
    [certificate('P-1|REGISTERED|A|'), certificate('P-1|TITLE||B')],
  ],
  [
    '[ZJ-03][4.8] and the personal performance that could be used',
    of(
      [],
      [
        ['P-1|1', 'USABLE'],
        ['P-1|2', 'DISCLOSED'],
      ],
    ),
    [{ kind: 'personal-performance', key: 'P-1|1', status: 'SUSPENDED', fields: {}, holder: null }],
  ],
  ['[ZJ-02] none', of([], []), []],
]);
