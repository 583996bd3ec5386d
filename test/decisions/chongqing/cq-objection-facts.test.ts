import { testDecision } from '../../harness/decisions';
import { objection } from './objection';

testDecision('cq-objection-facts', [
  [
    '[CQ-02] the application that is published, by what the platform found',
    objection(),
    { target: { id: 'c0' }, authority: 'county-500103', named: true, state: 'OPEN', over: false },
  ],
  [
    '[CQ-02] the number of another application',
    objection('OPEN', { data: { caseNumber: 'CQ-01-2024-000002' } }),
    { named: false },
  ],
  [
    '[CQ-02] another project',
    objection('OPEN', { data: { projectNo: '5001032403110199' } }),
    { named: false },
  ],
  ['[CQ-02] nothing there', objection('OPEN', { found: false }), { target: null, named: false }],
]);
