import { testDecision } from '../../harness/decisions';

interface Given {
  matter?: string;
  status?: string;
  employer?: string;
  filedBy?: string;
  related?: object[];
  found?: boolean;
}

function facts(given: Given = {}) {
  const { matter = 'LOWEST_GRADE', status = 'USABLE', employer = '1', filedBy = '1' } = given;
  return {
    data: { matter, enterprise: '1' },
    refs: {
      performanceNo: {
        found: given.found ?? true,
        ...{ status, key: 'P-1|K', data: { enterpriseUscc: filedBy } },
      },
      person: { found: true, status: 'LOCKED', data: { employer } },
    },
    related: given.related ?? [],
  };
}
const complaint = (status: string, open: boolean) => [{ flow: 'ZJ-25', status, open }];
const code = (said: string) => ({ code: said });

testDecision('zj-performance-usability', [
  ['[DT-17] row 5: usable', facts(), null],
  ['[DT-17] row 6: for a change of the lead', facts({ matter: 'TECHNICAL_LEAD_CHANGE' }), null],
  ['[DT-17][E-03-10] no such table', facts({ found: false }), code('E-03-10')],
  ['[DT-17][E-03-08] another matter', facts({ matter: 'OTHER', status: 'X' }), code('E-03-08')],
  ['[DT-17][E-03-05] in publicity', facts({ status: 'PUBLICITY' }), code('E-03-05')],
  [
    '[DT-17][E-03-06] a complaint is open',
    facts({ related: complaint('LODGED', true) }),
    code('E-03-06'),
  ],
  ['[DT-17][E-03-06] or upheld', facts({ status: 'UNUSABLE' }), code('E-03-06')],
  ['[DT-17] or was not upheld', facts({ related: complaint('NOT_UPHELD', false) }), null],
  ['[DT-17][E-03-07] the person left', facts({ employer: '2' }), code('E-03-07')],
  ["[DT-17][E-03-07] another's table", facts({ filedBy: '2' }), code('E-03-07')],
]);
