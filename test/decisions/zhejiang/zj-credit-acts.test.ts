import { testDecision } from '../../harness/decisions';

const until = (disclosedUntil: string | null) => ({
  ...{ task: { open: true }, today: '2026-09-30', given: { disclosedUntil } },
});

testDecision('zj-credit-acts', [
  ['[E-26-01] until today is no end', until('2026-09-30'), { code: 'E-26-01', forbidden: false }],
  ['[ZJ-26][E-26-01] until tomorrow is one', until('2026-10-01'), null],
  ['[ZJ-26][OP-44] without an end', until(null), null],
]);
