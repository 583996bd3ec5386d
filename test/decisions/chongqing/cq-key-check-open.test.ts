import { refused, testDecision } from '../../harness/decisions';

const beside = (process: string, status: string, open = true) => ({
  related: [{ process, status, open }],
});

testDecision('cq-key-check-open', [
  ['[CQ-07f] nothing', { related: [] }, refused()],
  [
    '[CQ-07f-R04] a key check',
    beside('cq-complaint-intake', 'KEY_CHECK'),
    refused('KEY_CHECK_OPEN'),
  ],
  ['[CQ-07f-R04] on site', beside('cq-objection', 'ON_SITE'), refused('KEY_CHECK_OPEN')],
  [
    '[CQ-07f] a complaint nobody decided on yet',
    beside('cq-complaint-intake', 'REGISTERED'),
    refused(),
  ],
  ['[CQ-07f] one that is over', beside('cq-complaint-intake', 'PAPER_CHECK', false), refused()],
]);
