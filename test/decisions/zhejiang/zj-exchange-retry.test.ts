import { testDecision } from '../../harness/decisions';

const tries = (attempts: number, waitSeconds: number | null) =>
  [
    `[ZJ-30] after ${attempts} tries`,
    { attempts },
    { again: waitSeconds !== null, waitSeconds },
  ] as [string, object, unknown];

testDecision('zj-exchange-retry', [
  ...[tries(1, 30), tries(2, 120), tries(3, 480), tries(4, 1800)],
  ...[tries(5, 7200), tries(9, 7200), tries(10, null)],
]);
