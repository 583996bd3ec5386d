import { testDecision } from '../../harness/decisions';

const PERSON = 'P-0000000000000000AAAA';
const READ = {
  ...{ answered: true, found: true },
  data: { idNumber: '330***********0011', signedAt: '2026-09-28T01:00:00.000Z' },
};
const BARRED = { inProgress: true, code: 'E-02-03', zh: '不予办理', en: 'barred' };

interface Given {
  status?: string;
  tie?: object;
  reading?: object;
  card?: string | null;
  number?: string;
  related?: object[];
  guard?: object;
}

const facts = (given: Given = {}) => {
  const { card = PERSON, tie = { found: true, status: 'UNLOCKED' } } = given;
  return {
    data: { readingNo: given.number ?? 'R-1' },
    refs: {
      person: { valid: true, person: PERSON, ...tie },
      readingNo: given.reading ?? READ,
      readIdNumber: { valid: true, person: card },
    },
    rules: { 'zj-transfer-guard': given.guard ?? { inProgress: false, code: null } },
    related: given.related ?? [],
    applicant: { uscc: '1', enterprise: { found: true, status: given.status ?? 'ENTERED' } },
    firstSubmitted: '2026-09-28',
  };
};
const other = (process: string, open: boolean) => ({ process, open, flow: 'ZJ-02A' });
const code = (one: string) => ({ code: one });

testDecision('zj-person-transfer-checks', [
  ['[ZJ-02][DT-14] all in order', facts(), null],
  ['[ZJ-02][E-02-06] not entered', facts({ status: 'TO_CONFIRM' }), code('E-02-06')],
  ['[ZJ-02][E-02-15] nobody the library knows', facts({ tie: { found: false } }), code('E-02-15')],
  ['[ZJ-02][E-02-04] locked', facts({ tie: { found: true, status: 'LOCKED' } }), code('E-02-04')],
  [
    '[ZJ-02][E-02-04] another enterprise is drawing the person in',
    facts({ related: [other('zj-person-transfer', true)] }),
    code('E-02-04'),
  ],
  [
    '[ZJ-02] earlier ones, and an application that is open, keep nobody from it',
    facts({ related: [other('zj-person-transfer', false), other('zj-forced-unlock', true)] }),
    null,
  ],
  ["[ZJ-02][E-02-05] another person's card", facts({ card: 'P-1' }), code('E-02-05')],
  [
    '[ZJ-02][E-02-05] not read',
    facts({ reading: { answered: true, found: false }, card: null, number: '' }),
    code('E-02-05'),
  ],
  [
    '[ZJ-02][E-02-05] read more than thirty days ago',
    facts({ reading: { ...READ, data: { signedAt: '2026-08-28T01:00:00.000Z' } } }),
    code('E-02-05'),
  ],
  [
    '[ZJ-02] read thirty days ago',
    facts({ reading: { ...READ, data: { signedAt: '2026-08-29T01:00:00.000Z' } } }),
    null,
  ],
  [
    '[ZJ-02][E-01-12] the readers are silent',
    facts({ reading: { answered: false, found: false } }),
    code('E-01-12'),
  ],
  ['[ZJ-02][DT-14][E-02-03] barred', facts({ guard: BARRED }), code('E-02-03')],
]);
