import { testDecision } from '../../harness/decisions';
import { objection } from './objection';

testDecision('cq-objection-facts', [
  ['[CQ-02] what is in publicity', objection('STORED', 'PUBLICITY'), { status: 'PUBLICITY' }],
  [
    '[CQ-02] the one that was named',
    { ...objection('PUBLICITY', 'STORED'), data: { applicationNo: 'N1' } },
    { status: 'STORED' },
  ],
  [
    '[CQ-02] what waits for the push',
    objection('STORED', 'PUSH_PENDING'),
    { status: 'PUSH_PENDING' },
  ],
  ['[CQ-02] nothing there', objection(), { target: null, status: null }],
]);
