import { testActs } from '../../harness/judged-decisions';

const at = (over: boolean, act = 'REVIEW') => ({
  act,
  actor: { isApplicant: false, entitled: true, isParty: true, did: [] },
  case: { deadlines: { HIST_REVIEW: { over } }, outcomes: [], acts: [], done: [] },
  task: { open: true },
  given: { outcome: 'APPROVED' },
});

testActs('zj-history-project-acts', [
  ['[ZJ-05][DT-13] reviewed before the stop', at(false), null],
  ['[ZJ-05][DT-13][E-05-04] reviewed after it', at(true), [{ code: 'E-05-04', forbidden: false }]],
]);
