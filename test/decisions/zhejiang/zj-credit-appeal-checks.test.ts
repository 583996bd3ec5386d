import { refused, testDecision } from '../../harness/decisions';

const about = (record: object, related: object[] = []) => ({
  ...{ applicant: { uscc: '9133' }, data: { recordNo: 'ZJ-13-2026-000001' }, related },
  refs: {
    recordNo: {
      ...{ found: true, status: 'PUBLISHED', over: false },
      data: { subjectType: 'ENTERPRISE', enterpriseUscc: '9133' },
      ...record,
    },
  },
});

testDecision('zj-credit-appeal-checks', [
  ['[ZJ-26][OP-50] the own record, public', about({}), null],
  [
    '[E-26-02] that of another',
    about({ data: { subjectType: 'ENTERPRISE', enterpriseUscc: '9144' } }),
    refused('E-26-02'),
  ],
  [
    '[E-26-02] that of a person of the own',
    about({ data: { subjectType: 'PERSON', enterpriseUscc: '9133' } }),
    refused('E-26-02'),
  ],
  ['[E-26-02] none', about({ found: false }), refused('E-26-02')],
  ['[E-26-03] repaired', about({ status: 'REPAIRED' }), refused('E-26-03')],
  ['[E-26-03] over', about({ over: true }), refused('E-26-03')],
  ['[E-26-04] twice', about({}, [{ open: true }]), refused('E-26-04')],
  ['[ZJ-26] again, after the first was decided', about({}, [{ open: false }]), null],
]);
