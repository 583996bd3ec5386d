import { testDecision } from '../../harness/decisions';
import { complaint } from './complaint';

const representative = {
  ...{ step: 'ZJ-25-09', kind: 'representative', key: 'enterprise-甲|PETROCHEM|1' },
  ...{ status: 'WITHDRAWN', marks: ['PUBLICISED'] },
};

testDecision('zj-complaint-subject', [
  ['[ZJ-25][OP-18] performance without a permit', complaint(), representative],
  [
    '[ZJ-25][ZJ-10] performance out of the province',
    complaint({ process: 'zj-out-of-province' }),
    representative,
  ],
  [
    '[ZJ-25] entered again meanwhile: nothing of this case stands in the library',
    complaint({ record: { found: false, key: null } }),
    { ...representative, key: null },
  ],
  [
    '[ZJ-25][ZJ-03] personal performance',
    complaint({
      process: 'zj-personal-performance',
      record: { found: false, 'personal-performance': { found: true, key: 'P-1|K' } },
    }),
    {
      ...{ step: 'ZJ-25-03', kind: 'personal-performance', key: 'P-1|K' },
      ...{ status: 'UNUSABLE', marks: [] },
    },
  ],
  [
    '[ZJ-25] what another province publicises',
    complaint({ process: 'cq-project-entry' }),
    { step: null, kind: null, key: null, status: null, marks: [] },
  ],
]);
