import { refused, testDecision } from '../../harness/decisions';

/** A historical project of this province as it is imported, with what its fields refer to. */
function facts(refs: object = {}, data: object = {}, more: object = {}) {
  return {
    today: '2019-11-15',
    data: { issueDate: '2012-03-01', ...data },
    refs: {
      permitNo: { found: false },
      builderUscc: { valid: true },
      projectPlace: { found: true, province: '330000' },
      ...refs,
    },
    related: [],
    ...more,
  };
}

const standing = (status: string) => facts({ permitNo: { found: true, status } });

testDecision('zj-history-import-checks', [
  ['[ZJ-05] nothing to refuse', facts(), refused()],
  ['[ZJ-05] imported again while it waits for its supplement', standing('IMPORTED'), refused()],
  ['[ZJ-05][E-05-06] it is entered', standing('ENTERED'), refused('E-05-06')],
  ['[ZJ-05][E-05-06] it is completed', standing('COMPLETED'), refused('E-05-06')],
  ['[ZJ-05][E-05-06] its completion is filed', standing('FILED'), refused('E-05-06')],
  [
    '[ZJ-05][E-05-06] the enterprise supplements it',
    facts({}, {}, { related: [{ flow: 'ZJ-05', open: true }] }),
    refused('E-05-06'),
  ],
  [
    '[ZJ-05] it did, and withdrew',
    facts({}, {}, { related: [{ flow: 'ZJ-05', open: false }] }),
    refused(),
  ],
  ['[ZJ-05][E-23-03] no credit code', facts({ builderUscc: { valid: false } }), refused('E-23-03')],
  [
    '[ZJ-05][E-21-05] another province',
    facts({ projectPlace: { found: true, province: '320000' } }),
    refused('E-21-05'),
  ],
  ['[ZJ-05][E-21-05] no place', facts({ projectPlace: { found: false } }), refused('E-21-05')],
  [
    '[ZJ-05][E-21-02] an authority that is none',
    facts({ issuingAuthority: { found: false } }, { issuingAuthority: 'county-1' }),
    refused('E-21-02'),
  ],
  [
    '[ZJ-05] one that is known',
    facts({ issuingAuthority: { found: true } }, { issuingAuthority: 'county-330282' }),
    refused(),
  ],
  ['[ZJ-05] issued today', facts({}, { issueDate: '2019-11-15' }), refused()],
  ['[ZJ-05][E-21-06] issued tomorrow', facts({}, { issueDate: '2019-11-16' }), refused('E-21-06')],
  [
    '[ZJ-05][E-01-08] an ID number with a wrong check character',
    facts({ projectLeaderIdNumber: { valid: false } }, { projectLeaderIdNumber: '330***1234' }),
    refused('E-01-08'),
  ],
]);
