import { refused, testDecision } from '../../harness/decisions';

const OWN = 'city-330100';
interface Given {
  data?: object;
  refs?: object;
  roles?: string[];
  source?: object;
  duty?: object;
  duplicates?: number;
}
const given = ({ data, refs, roles = ['reviewer'], source, duty, duplicates = 0 }: Given = {}) => ({
  ...{ today: '2026-09-30', duplicates },
  data: { source: 'OWN', enterpriseUscc: '9133', documentNo: '1', ...data },
  refs: { enterpriseUscc: { valid: true }, ...refs },
  applicant: { organisation: OWN, roles },
  rules: {
    'zj-bad-credit-source': { basis: 'SELF', starts: 'EFFECTIVE', ...source },
    'zj-bad-credit-duty': { organisation: OWN, from: '2026-09-29', ...duty },
  },
});
const OBTAINED = { basis: 'COURT_PLACE', starts: 'OBTAINED' };
const NOWHERE = { basis: null, starts: null };

testDecision('zj-bad-credit-checks', [
  ['[ZJ-13] what can be recorded', given(), null],
  ['[DT-10][OP-36][E-13-04] an enterprise', given({ roles: ['enterprise'] }), refused('E-13-04')],
  [
    '[E-13-01] not the responsible one',
    given({ duty: { organisation: 'county-330109' } }),
    refused('E-13-01'),
  ],
  [
    '[E-13-06] a source that no rule names',
    given({ source: NOWHERE, duty: { organisation: null, from: null } }),
    refused('E-13-06'),
  ],
  [
    '[E-13-06] the platform pushes what others decided, nothing else',
    given({ roles: ['sharing-platform'] }),
    refused('E-13-06'),
  ],
  [
    '[E-13-02] no day',
    given({ duty: { from: null } }),
    [{ code: 'E-13-02', field: 'effectiveOn' }],
  ],
  [
    '[E-13-02] no day of receipt',
    given({ source: { basis: 'PROVINCE', starts: 'RECEIVED' }, duty: { from: null } }),
    [{ code: 'E-13-02', field: 'receivedOn' }],
  ],
  ['[E-13-03] not yet in effect', given({ duty: { from: '2026-10-01' } }), refused('E-13-03')],
  [
    '[E-13-09] obtained tomorrow',
    given({
      ...{ source: OBTAINED, duty: { from: '2026-10-01' }, data: { documentEffective: 'YES' } },
    }),
    refused('E-13-09'),
  ],
  [
    '[E-13-05] a legal document not in effect',
    given({ source: OBTAINED, data: { documentEffective: 'NO' } }),
    refused('E-13-05'),
  ],
  ['[E-13-05] nothing is said of it', given({ source: OBTAINED }), refused('E-13-05')],
  ['[E-13-10] no place', given({ duty: { organisation: null } }), refused('E-13-10')],
  ['[E-13-07] again', given({ duplicates: 1 }), refused('E-13-07')],
  [
    '[E-13-11] no credit code',
    given({ refs: { enterpriseUscc: { valid: false } } }),
    refused('E-13-11'),
  ],
  [
    '[E-01-08] a wrong ID number',
    given({ data: { personIdNumber: '3302**' }, refs: { personIdNumber: { valid: false } } }),
    refused('E-01-08'),
  ],
]);
