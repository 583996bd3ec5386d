import { refused, testDecision } from '../../harness/decisions';

function facts(report: string, { status = 'ENTERED', ...more }: Record<string, unknown> = {}) {
  const { owner = '甲', duplicates = 0, acceptanceDate = '2026-09-20' } = more;
  const data = { enterpriseUscc: owner, issueDate: '2026-06-01' };
  return {
    ...{ duplicates, applicant: { uscc: '甲' } },
    data: { permitNo: '1', report, ...(report === 'ACCEPTANCE' ? { acceptanceDate } : {}) },
    refs: { permitNo: { project: status ? { found: true, status, data } : { found: false } } },
  };
}

testDecision('zj-completion-checks', [
  ['[ZJ-22] acceptance of an entered project', facts('ACCEPTANCE'), refused()],
  ['[ZJ-22] filing after acceptance', facts('FILING', { status: 'COMPLETED' }), refused()],
  [
    '[ZJ-22][E-22-01] not in the library',
    facts('ACCEPTANCE', { status: null }),
    refused('E-22-01'),
  ],
  [
    '[ZJ-22][E-22-01] imported only',
    facts('ACCEPTANCE', { status: 'IMPORTED' }),
    refused('E-22-01'),
  ],
  ['[ZJ-22][E-22-02] of another', facts('ACCEPTANCE', { owner: '乙' }), refused('E-22-02')],
  ['[ZJ-22][E-22-04] filing before acceptance', facts('FILING'), refused('E-22-04')],
  [
    '[ZJ-22][E-22-05] accepted before the permit',
    facts('ACCEPTANCE', { acceptanceDate: '2026-05-31' }),
    refused('E-22-05'),
  ],
  ['[ZJ-22][E-22-06] under way', facts('ACCEPTANCE', { duplicates: 1 }), refused('E-22-06')],
  [
    '[ZJ-22][E-22-06] accepted already',
    facts('ACCEPTANCE', { status: 'COMPLETED' }),
    refused('E-22-06'),
  ],
  ['[ZJ-22][E-22-06] filed already', facts('FILING', { status: 'FILED' }), refused('E-22-06')],
]);
