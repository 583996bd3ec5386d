import { refused, testDecision } from '../../harness/decisions';

const CHANGE = { graduationSchool: '虚构工学院' };
const of = (data: object = CHANGE, record: object = {}, related: object[] = []) => ({
  data: { record: 'P-1|TITLE||ZC-1', ...data },
  refs: { record: { found: true, data: { employer: '1' }, ...record } },
  ...{ related, applicant: { uscc: '1' }, today: '2026-09-28' },
});

testDecision('zj-person-change-checks', [
  ['[ZJ-24] nothing to refuse', of(), refused()],
  [
    '[ZJ-24][E-24-01] not filed',
    of(CHANGE, { found: false, data: null }),
    [{ code: 'E-24-01', useInstead: 'zj-person' }],
  ],
  ['[ZJ-24][E-24-02] of another', of(CHANGE, { data: { employer: '2' } }), refused('E-24-02')],
  ['[ZJ-24][E-24-03] a move', of({ ...CHANGE, newEmployer: '2' }), refused('E-24-03')],
  [
    '[ZJ-24][E-24-04] another change',
    of(CHANGE, {}, [{ open: true, flow: 'ZJ-24' }]),
    refused('E-24-04'),
  ],
  ['[ZJ-24][E-24-05] nothing', of({ graduationSchool: '' }), refused('E-24-05')],
  ['[ZJ-24][E-01-14] a day to come', of({ titleIssueDate: '2026-09-29' }), refused('E-01-14')],
]);
