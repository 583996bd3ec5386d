import { testDecision } from '../../harness/decisions';
import { application, CONTRACTOR, other, PROJECT, record, specialist } from './entry';

const parts = { BASIC: '-', CONTRACT: CONTRACTOR, DRAWING: '-', INDICATOR: CONTRACTOR };

testDecision('cq-project-entry-facts', [
  [
    '[CQ-01] who holds the record of a stage',
    application(),
    {
      projectNo: PROJECT,
      holders: ['BASIC', 'TENDER', 'CONTRACT', 'DRAWING', 'PERMIT', 'ACCEPT', 'INDICATOR'].map(
        (stage) => (stage in parts ? { stage, holder: parts[stage as 'BASIC'] } : { stage }),
      ),
    },
  ],
  [
    '[CQ-01] a stage marked not applicable is not submitted',
    application({ data: { stages: ['CONTRACT', 'TENDER'], notApplicable: ['TENDER', 'BASIC'] } }),
    { stages: ['CONTRACT'], notApplicable: ['TENDER'] },
  ],
  [
    '[CQ-01] a specialist with a record of the parent',
    specialist({ entries: [record('BASIC', '-')] }),
    { parentState: 'ON_NATIONAL', specialist: true },
  ],
  [
    '[CQ-01] a general contract for a specialist, of another sector',
    application({ data: { part: 'PARENT', projectCategory: 'SPECIALIST', sector: '水利' } }),
    {
      specialist: false,
      letter: { category: 'OTHER_GC' },
      obligation: { category: 'SPECIALIST', parentOnNational: false, part: 'PARENT' },
    },
  ],
  [
    '[CQ-01] of two general contracts one is verified',
    specialist({ related: [other('REJECTED', {}), other('STORED', {})] }),
    { parentState: 'VERIFIED' },
  ],
]);
