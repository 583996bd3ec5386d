import { testDecision } from '../../harness/decisions';

const record = (kind: string, status: string | null, over = false) => ({
  ...{ found: status !== null, library: null, kind, status, marks: [], over },
});
const refused = (code: string) => [{ code }];

testDecision('zj-gate-bidding', [
  ['[ZJ-28] a confirmed enterprise', record('enterprise', 'ENTERED'), null],
  ['[ZJ-28] somebody in service', record('person', 'LOCKED'), null],
  ['[ZJ-28] a project under acceptance', record('project', 'COMPLETION_SUBMITTED'), null],
  ['[ZJ-28] a representative performance', record('representative', 'IN_LIBRARY'), null],
  ['[ZJ-28] a published credit record', record('credit', 'PUBLISHED'), null],
  ['[ZJ-28] nothing of that name', record('enterprise', null), refused('E-28-01')],
  ['[ZJ-28] doubtful', record('person', 'DOUBTFUL'), refused('E-28-02')],
  ['[ZJ-28] false', record('qualification', 'FALSE'), refused('E-28-02')],
  ['[ZJ-28] not confirmed', record('qualification', 'SUBMITTED'), refused('E-28-03')],
  ['[ZJ-28] of no enterprise', record('person', 'UNLOCKED'), refused('E-28-03')],
  ['[ZJ-28] imported, not approved', record('project', 'IMPORTED'), refused('E-28-03')],
  ['[ZJ-28] taken out', record('representative', 'WITHDRAWN'), refused('E-28-03')],
  ['[ZJ-28] repaired', record('credit', 'REPAIRED'), refused('E-28-03')],
  ['[ZJ-28] disclosed no more', record('credit', 'PUBLISHED', true), refused('E-28-04')],
]);
