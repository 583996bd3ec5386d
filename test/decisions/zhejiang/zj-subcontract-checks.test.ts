import { refused, testDecision } from '../../harness/decisions';

interface Given {
  permitNo?: string;
  permit?: Record<string, unknown> | null;
  specialty?: string | null;
  duplicates?: number;
  uscc?: string;
  leaderId?: { masked: string; valid: boolean };
}

const PERMIT = { projectPlace: '330282', contractMode: 'GC', builderUscc: '甲' };

/** A record of 乙 under a permit of 甲; `permit: null` is one nobody pushed. */
function facts(given: Given = {}) {
  const { permitNo = '330282202609220101', permit = PERMIT, specialty = 'ZJ-07' } = given;
  return {
    data: { gcPermitNo: permitNo, projectLeaderIdNumber: given.leaderId?.masked },
    refs: {
      gcPermitNo: permit ? { found: true, data: permit } : { found: false },
      projectLeaderIdNumber: { valid: given.leaderId?.valid ?? false },
    },
    rules: { 'zj-specialties': specialty ? { subcontracted: specialty } : null },
    duplicates: given.duplicates ?? 0,
    applicant: { uscc: given.uscc ?? '乙' },
  };
}

testDecision('zj-subcontract-checks', [
  ['[ZJ-07] nothing to refuse', facts(), refused()],
  ['[ZJ-07][E-07-01] unknown permit', facts({ permit: null }), refused('E-07-01')],
  [
    '[ZJ-07][E-07-01] permit of a standalone project',
    facts({ permit: { ...PERMIT, contractMode: 'STANDALONE' } }),
    refused('E-07-01'),
  ],
  [
    '[ZJ-07][E-07-01] permit whose kind is not known yet',
    facts({ permit: { ...PERMIT, contractMode: null } }),
    refused('E-07-01'),
  ],
  ['[ZJ-07][E-07-02] not one of the 14', facts({ specialty: null }), refused('E-07-02')],
  [
    '[ZJ-07][E-07-10] unknown permit of another province',
    facts({ permit: null, permitNo: '320102202605010101' }),
    refused('E-07-10'),
  ],
  [
    '[ZJ-07][E-07-10] permit of a project in another province',
    facts({ permit: { ...PERMIT, projectPlace: '320102' } }),
    refused('E-07-10'),
  ],
  ['[ZJ-07][E-07-11] there already', facts({ duplicates: 1 }), refused('E-07-11')],
  ['[ZJ-07][E-07-12] the general contractor itself', facts({ uscc: '甲' }), refused('E-07-12')],
  [
    '[ZJ-07][E-01-08][T13] a wrong check character',
    facts({ leaderId: { masked: '330***********1234', valid: false } }),
    refused('E-01-08'),
  ],
  [
    '[ZJ-07][T13] a right one',
    facts({ leaderId: { masked: '330***********1234', valid: true } }),
    refused(),
  ],
  [
    '[ZJ-07] none at all, of which the form has the word',
    facts({ leaderId: { masked: '', valid: false } }),
    refused(),
  ],
  [
    '[ZJ-07] all at once',
    facts({ specialty: null, duplicates: 2, uscc: '甲' }),
    refused('E-07-02', 'E-07-11', 'E-07-12'),
  ],
]);
