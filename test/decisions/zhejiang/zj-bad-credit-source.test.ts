import { testDecision } from '../../harness/decisions';

const of = (source: string, court = '330000') => ({
  ...{ data: { source }, refs: { firstInstanceCourtPlace: { found: true, province: court } } },
});
const is = (basis: string, deadlineKey: string, starts: string) => ({ basis, deadlineKey, starts });
const none = { basis: null, deadlineKey: null, starts: null };

testDecision('zj-bad-credit-source', [
  ['[DT-09] 1', of('OWN'), is('SELF', 'BAD_OWN_7', 'EFFECTIVE')],
  ['[DT-09] 2', of('PROVINCE_DEPARTMENT'), is('SAME_LEVEL', 'BAD_RECEIVED_15', 'RECEIVED')],
  ['[DT-09] 3', of('STATE_HOUSING'), is('PROVINCE', 'BAD_RECEIVED_15', 'RECEIVED')],
  ['[DT-09] 4', of('OTHER_PROVINCE_HOUSING'), is('PROVINCE', 'BAD_RECEIVED_15', 'RECEIVED')],
  ['[DT-09] 5', of('OTHER_PROVINCE_DEPARTMENT'), is('PROVINCE', 'BAD_RECEIVED_15', 'RECEIVED')],
  ['[DT-09] 6', of('COURT'), is('COURT_PLACE', 'BAD_DOCUMENT_15', 'OBTAINED')],
  ['[DT-09][OP-33] 7', of('COURT', '110000'), is('PROVINCE', 'BAD_DOCUMENT_15', 'OBTAINED')],
  ['[DT-09] 8', of('ARBITRATION'), is('ENTERPRISE_REG', 'BAD_DOCUMENT_15', 'OBTAINED')],
  ['[DT-09][OP-33][E-13-06] 9: nobody', of('OTHER'), none],
]);
