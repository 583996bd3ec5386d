import { refused, testDecision } from '../../harness/decisions';

const number = 'CQ-01-2024-0001';
const objection = (more: object = {}) => ({
  process: 'cq-objection',
  open: true,
  status: 'OPEN',
  data: { caseNumber: number },
  ...more,
});
const facts = (...related: object[]) => ({ case: { number }, related });

testDecision('cq-objection-gate', [
  ['[CQ-E104] an open objection', facts(objection()), refused('CQ-E104')],
  [
    '[DD-C05] one that was just handed in',
    facts(objection({ status: 'SUBMITTED' })),
    refused('CQ-E104'),
  ],
  ['[CQ-02] none', facts(), refused()],
  [
    '[CQ-02] one that was dismissed',
    facts(objection({ open: false, status: 'DISMISSED' })),
    refused(),
  ],
  [
    '[CQ-02] one against another application',
    facts(objection({ data: { caseNumber: '-' } })),
    refused(),
  ],
]);
