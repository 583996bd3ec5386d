import { testDecision } from '../../harness/decisions';

/** Minutes after the first, second … ninth push without an answer. */
const waits = [1, 2, 4, 8, 16, 32, 60, 60, 60];

testDecision('cq-push-retry', [
  ...waits.map((waitMinutes, position): [string, object, unknown] => [
    `[CQ-02] ${waitMinutes} minutes after push ${position + 1}`,
    { attempt: position + 1 },
    { again: true, waitMinutes, wait: `PT${waitMinutes}M` },
  ]),
  ['[CQ-02] ten pushes are enough', { attempt: 10 }, { again: false, wait: null }],
]);
