import { testDecision } from '../../harness/decisions';

const today = '2026-09-30';
const withoutEnd = { shownFrom: today, shownUntil: null, until: null };

testDecision('zj-disclosure', [
  ['[DT-11][OP-44] good credit: without an end', { class: 'GOOD', today }, withoutEnd],
  [
    '[DT-11][OP-44] bad credit: without an end',
    { class: 'BAD', kind: 'PENALTY', today },
    withoutEnd,
  ],
  ['[DT-11][OP-44] blacklist: without an end', { class: 'BLACKLIST', today }, withoutEnd],
  [
    '[DT-11][ZJ-26] the authority says until when: shown on that day, gone on the next',
    { class: 'BAD', today, disclosedUntil: '2026-12-31' },
    { shownFrom: today, shownUntil: '2026-12-31', until: '2027-01-01T00:00:00+08:00' },
  ],
]);
