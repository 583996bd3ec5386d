import { refused, testDecision } from '../../harness/decisions';

const own = (status: string) => ({ case: { status } });

testDecision('cq-key-check-own', [
  ['[R8][CQ-07f] a key check begins', own('KEY_CHECK'), refused('KEY_CHECK_OWN')],
  ['[R8][CQ-07f] on paper', own('PAPER_CHECK'), refused('KEY_CHECK_OWN')],
  ['[R8][CQ-07f] on site', own('ON_SITE'), refused('KEY_CHECK_OWN')],
  ['[R8][CQ-07f] concluded', own('CONCLUDED_CLEAN'), refused()],
  ['[R8][CQ-07f] a complaint nobody decided on yet', own('REGISTERED'), refused()],
]);
