import { refused, testDecision } from '../../harness/decisions';

interface Given {
  data?: object;
  builder?: object;
  issuer?: object;
  place?: object;
  leaderId?: object;
}

/** A permit of a general contract in this province, issued today. */
function facts({ data, builder, issuer, place, leaderId }: Given = {}) {
  return {
    today: '2026-09-28',
    data: {
      sourceSystem: 'PERMIT_SYSTEM',
      contractMode: 'GC',
      worksCategory: 'BUILDING',
      issueDate: '2026-09-28',
      ...data,
    },
    refs: {
      builderUscc: { found: true, status: 'ENTERED', ...builder },
      issuingAuthority: { found: true, ...issuer },
      projectLeaderIdNumber: { valid: true, ...leaderId },
      projectPlace: { found: true, province: '330000', ...place },
    },
  };
}

const standalone = { contractMode: 'STANDALONE', worksCategory: null, specialty: 'FIRE' };

testDecision('zj-permit-intake-checks', [
  ['[ZJ-21] nothing to refuse', facts(), refused()],
  [
    '[ZJ-21][E-01-08][T13] an ID number with a wrong check character',
    facts({ data: { projectLeaderIdNumber: '330***********1234' }, leaderId: { valid: false } }),
    refused('E-01-08'),
  ],
  ['[ZJ-21] nor in a standalone project', facts({ data: standalone }), refused()],
  [
    '[ZJ-21] the second system pushes general contracts',
    facts({ data: { sourceSystem: 'APPROVAL_PLATFORM' } }),
    refused(),
  ],
  ['[ZJ-21][E-21-01] unknown builder', facts({ builder: { found: false } }), refused('E-21-01')],
  [
    '[ZJ-21][E-21-01] builder in doubt',
    facts({ builder: { status: 'DOUBTFUL' } }),
    refused('E-21-01'),
  ],
  ['[ZJ-21][E-21-02] unknown authority', facts({ issuer: { found: false } }), refused('E-21-02')],
  [
    '[ZJ-21][E-21-03] standalone from the second system',
    facts({ data: { ...standalone, sourceSystem: 'APPROVAL_PLATFORM' } }),
    refused('E-21-03'),
  ],
  ['[ZJ-21][E-21-04] no category', facts({ data: { worksCategory: '' } }), refused('E-21-04')],
  [
    '[ZJ-21][E-21-05] another province',
    facts({ place: { province: '320000' } }),
    refused('E-21-05'),
  ],
  ['[ZJ-21][E-21-05] unknown place', facts({ place: { found: false } }), refused('E-21-05')],
  [
    '[ZJ-21][E-21-06] issued tomorrow',
    facts({ data: { issueDate: '2026-09-29' } }),
    refused('E-21-06'),
  ],
]);
