import { testDecision } from '../../harness/decisions';

const reported = (report: string, pushed: boolean) => {
  return { flow: 'ZJ-22', data: { report }, refs: { permitNo: { permit: { found: pushed } } } };
};
const project = { kind: 'project', marks: [] };
const ends = ['IN_PROGRESS'];

testDecision('zj-library-entries', [
  [
    '[ZJ-04][OP-26] a project is under construction once it is entered',
    { flow: 'ZJ-04' },
    { kind: 'project', status: 'ENTERED', marks: ['IN_PROGRESS'], step: 'ZJ-04' },
  ],
  [
    '[ZJ-06] representative performance',
    { flow: 'ZJ-06' },
    { kind: 'representative', status: 'IN_LIBRARY', marks: [], step: 'ZJ-06' },
  ],
  [
    '[ZJ-05][DD-02] a historical one, in progress',
    { flow: 'ZJ-05', data: {} },
    { kind: 'project', status: 'ENTERED', marks: ['IN_PROGRESS'] },
  ],
  [
    '[ZJ-05][OP-26] accepted',
    { flow: 'ZJ-05', data: { acceptanceDate: '2014-01-20', filingNo: '' } },
    { status: 'COMPLETED', marks: [] },
  ],
  [
    '[ZJ-05][OP-26] filed',
    { flow: 'ZJ-05', data: { acceptanceDate: '2014-01-20', filingNo: 'BA-3' } },
    { status: 'FILED', marks: [] },
  ],
  ...[true, false].flatMap((pushed): Parameters<typeof testDecision>[1] => {
    const step = pushed ? 'ZJ-22' : 'ZJ-22-HISTORY';
    const of = pushed ? 'of a pushed permit' : 'of an imported project';
    return [
      [
        `[ZJ-22][AE-10][DT-03] acceptance ${of}`,
        reported('ACCEPTANCE', pushed),
        {
          ...{ ...project, step, ends, status: 'COMPLETED', caseStatus: 'COMPLETED' },
          pending: 'COMPLETION_SUBMITTED',
        },
      ],
      [
        `[ZJ-22] filing ${of}`,
        reported('FILING', pushed),
        { ...project, step, status: 'FILED', caseStatus: 'FILED', pending: null, ends: [] },
      ],
      [
        `[ZJ-22][OP-26] hand-over ${of}`,
        reported('HANDOVER', pushed),
        { ...project, step, ends, status: null, caseStatus: 'HANDED_OVER', pending: null },
      ],
    ];
  }),
]);
