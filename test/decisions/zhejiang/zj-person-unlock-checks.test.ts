import { testDecision } from '../../harness/decisions';

const CONFIRMED = {
  ...{ answered: true, found: true },
  data: { device: 'LOCK-0001', signedAt: '2026-09-27T16:30:00.000Z' },
};
const OWN = { found: true, status: 'LOCKED', data: { employer: '1' } };
const BARRED = { inProgress: true, code: 'E-02-03', zh: '不予办理', en: 'barred' };

interface Given {
  lock?: object;
  number?: string;
  person?: object;
  duplicates?: number;
  guard?: object;
}

const facts = ({ lock = CONFIRMED, number = 'L-1', person = OWN, ...given }: Given = {}) => {
  return {
    data: { person: 'P-1', lockConfirmationNo: number },
    refs: { person, lockConfirmationNo: lock },
    rules: { 'zj-transfer-guard': given.guard ?? { inProgress: false, code: null } },
    duplicates: given.duplicates ?? 0,
    applicant: { organisation: 'enterprise-1', uscc: '1' },
    firstSubmitted: '2026-09-28',
  };
};
const none = { answered: true, found: false };
const late = { ...CONFIRMED, data: { signedAt: '2026-09-27T15:59:00.000Z' } };
const code = (one: string) => ({ code: one });

testDecision('zj-person-unlock-checks', [
  ['[ZJ-02][DT-14] all in order', facts(), null],
  ['[ZJ-02][DT-14][E-02-01] no confirmation', facts({ lock: none }), code('E-02-01')],
  ['[ZJ-02][E-02-01] nothing entered', facts({ lock: {}, number: '' }), code('E-02-01')],
  ['[ZJ-02][E-02-01] of yesterday', facts({ lock: late }), code('E-02-01')],
  ['[ZJ-02][E-02-01] used before', facts({ duplicates: 1 }), code('E-02-01')],
  [
    '[ZJ-02][E-02-14] the locks are silent',
    facts({ lock: { answered: false, found: false } }),
    code('E-02-14'),
  ],
  [
    '[ZJ-02][DT-14][E-02-02] of another enterprise',
    facts({ person: { ...OWN, data: { employer: '2' } } }),
    code('E-02-02'),
  ],
  [
    '[ZJ-02][E-02-02] unlocked already',
    facts({ person: { ...OWN, status: 'UNLOCKED', data: { employer: null } } }),
    code('E-02-02'),
  ],
  ['[ZJ-02][E-02-02] nobody', facts({ person: { found: false } }), code('E-02-02')],
  ['[ZJ-02][DT-14][E-02-03] barred', facts({ guard: BARRED }), code('E-02-03')],
  [
    '[ZJ-02][DT-14] the first row has the word',
    facts({ lock: none, person: { found: false }, guard: BARRED }),
    code('E-02-01'),
  ],
]);
