import { testDecision } from '../../harness/decisions';
import { colleague, OWN, upgrade, work } from './gate';

const nothing = { people: [], performances: [], doubtful: [], missing: [] };

testDecision('zj-gate-findings', [
  ['[ZJ-19] all is there', upgrade(), nothing],
  [
    '[ZJ-19][DT-19] who was verified needs no certificate',
    upgrade({
      persons: [
        colleague({ data: { employer: OWN, batch: '2015' }, qualification: { entries: [] } }),
      ],
    }),
    nothing,
  ],
  [
    '[ZJ-19] who has no certificate, left, or is unknown',
    upgrade({
      persons: [
        colleague({ qualification: { entries: [] } }),
        colleague({ person: 'P-2', status: 'UNLOCKED' }),
        colleague({ person: 'P-3', data: { employer: '2' } }),
        { found: false, person: 'P-4' },
      ],
    }),
    { ...nothing, people: ['P-1', 'P-2', 'P-3', 'P-4'] },
  ],
  [
    "[ZJ-19] a performance that was withdrawn, another's, or unknown",
    upgrade({
      performances: [
        work({ status: 'WITHDRAWN' }),
        work({ data: { enterpriseUscc: '2' } }),
        { found: false },
      ],
    }),
    { ...nothing, performances: ['N-1', 'N-2', 'N-3'] },
  ],
  [
    '[ZJ-19] what is doubtful or false, by whom it is',
    upgrade({
      enterprise: { status: 'DOUBTFUL' },
      persons: [
        colleague({ status: 'FALSE' }),
        colleague({
          person: 'P-2',
          qualification: {
            entries: [{ status: 'ENTERED', data: { employer: OWN } }, { status: 'DOUBTFUL' }],
          },
        }),
      ],
      performances: [work({ status: 'FALSE' })],
    }),
    { people: ['P-1'], performances: ['N-1'], doubtful: [OWN, 'P-1', 'P-2', 'N-1'], missing: [] },
  ],
  [
    '[ZJ-19][OP-39] what an upgrade lacks',
    {
      data: { enterprise: OWN },
      refs: { enterprise: { found: true, status: 'ENTERED', data: {} } },
      rules: {},
    },
    {
      ...{ people: [], performances: [], doubtful: [] },
      missing: ['等级', '人员', '代表工程业绩', '企业现有资质'],
    },
  ],
]);
