import { refused, testDecision } from '../../harness/decisions';

const STAGES = ['BASIC', 'TENDER', 'CONTRACT', 'DRAWING', 'PERMIT', 'ACCEPT', 'INDICATOR'];
/** A building project entered now: basic information and permit come by themselves. */
const facts = (stored: string[], stages: string[], notApplicable: string[] = []) => ({
  rules: {
    'cq-stage-obligation': {
      ...Object.fromEntries(STAGES.map((stage) => [stage, 'E'])),
      BASIC: 'A',
      PERMIT: 'A',
    },
    'cq-project-entry-facts': {
      stages,
      notApplicable,
      permitFound: true,
      holders: STAGES.map((stage) => ({ stage, stored: stored.includes(stage) })),
    },
  },
});

testDecision('cq-project-completeness', [
  ['[4.2] stages are missing', facts(['TENDER'], ['CONTRACT']), refused('STAGE_MISSING')],
  [
    '[4.2] the last ones',
    facts(['TENDER', 'CONTRACT'], ['DRAWING', 'ACCEPT', 'INDICATOR']),
    refused(),
  ],
  [
    '[OP-07] one is not applicable',
    facts(['CONTRACT'], ['DRAWING', 'ACCEPT', 'INDICATOR'], ['TENDER']),
    refused(),
  ],
]);
