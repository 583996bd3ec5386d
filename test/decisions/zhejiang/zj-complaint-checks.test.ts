import { testSupported } from '../../harness/judged-decisions';
import { COMPLAINT_RULES, complaint } from './complaint';

const late = [{ code: 'E-25-01', field: 'caseNumber' }];
const unknown = [{ code: 'E-25-02', field: 'publication' }];

testSupported(
  'zj-complaint-checks',
  [
    ['[ZJ-25] during publicity', complaint(), null],
    ['[ZJ-25][E-25-01] its end has come', complaint({ over: true }), late],
    ['[ZJ-25][E-25-01] ended', complaint({ state: 'DONE', over: true }), late],
    ['[ZJ-25][E-25-01] withdrawn', complaint({ state: 'WITHDRAWN' }), late],
    ['[ZJ-25][E-25-02] no such publicity', complaint({ found: false }), unknown],
    ['[ZJ-25][E-25-02] another number', complaint({ number: 'ZJ-09-2026-000002' }), unknown],
    [
      '[ZJ-25][E-25-02] of a flow that takes its complaints elsewhere',
      complaint({ process: 'cq-project-entry' }),
      unknown,
    ],
  ],
  COMPLAINT_RULES,
);
