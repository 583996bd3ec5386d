import { testDecision } from '../../harness/decisions';

interface Given {
  uscc?: string | null;
  person?: object;
  inProgress?: boolean;
  ended?: string | null;
  related?: object[];
}

const LOCKED = { found: true, status: 'LOCKED', data: { employer: '1' } };

const facts = ({ uscc = null, person = LOCKED, ...given }: Given = {}) => {
  const { ended = '2026-02-12', inProgress = false, related = [] } = given;
  return {
    data: { formerEmployer: '1', contractEndedOn: ended },
    refs: { person },
    rules: { 'zj-transfer-guard': { inProgress, code: null } },
    ...{ related, applicant: { uscc }, today: '2026-02-12' },
  };
};
const open = { process: 'zj-forced-unlock', open: true };
const code = (one: string) => ({ code: one });

testDecision('zj-forced-unlock-checks', [
  ['[ZJ-02][DT-15] may apply', facts(), null],
  ['[ZJ-02][E-02-16] by an enterprise', facts({ uscc: '2' }), code('E-02-16')],
  [
    '[ZJ-02][E-02-17] locked to another',
    facts({ person: { ...LOCKED, data: { employer: '2' } } }),
    code('E-02-17'),
  ],
  [
    '[ZJ-02][E-02-17] unlocked',
    facts({ person: { ...LOCKED, status: 'UNLOCKED' } }),
    code('E-02-17'),
  ],
  ['[ZJ-02][E-02-17] nobody', facts({ person: { found: false } }), code('E-02-17')],
  ['[ZJ-02][DT-15][E-02-07] in progress', facts({ inProgress: true }), code('E-02-07')],
  [
    '[ZJ-02][DT-15][AE-65] in progress, and the contract has not ended: E-02-07 alone',
    facts({ inProgress: true, ended: null, related: [open] }),
    code('E-02-07'),
  ],
  ['[ZJ-02][DT-15][E-02-13] no day of the end', facts({ ended: null }), code('E-02-13')],
  ['[ZJ-02][DT-15][E-02-13] ends tomorrow', facts({ ended: '2026-02-13' }), code('E-02-13')],
  ['[ZJ-02][E-02-11] another application', facts({ related: [open] }), code('E-02-11')],
  ['[ZJ-02] one that is over', facts({ related: [{ ...open, open: false }] }), null],
]);
