import { testDecision } from '../../harness/decisions';

const report = (cityMode: string, more = {}) => ({
  cityMode,
  fraudComplaintOpen: false,
  commitmentGiven: true,
  materialsComplete: true,
  drawnForSampling: false,
  ...more,
});
const complaint = { fraudComplaintOpen: true };

testDecision('cq-city-handling', [
  ['[D-CQ-06] city-managed', report('FULL_REVIEW'), 'FULL_REVIEW'],
  [
    '[D-CQ-06] city-managed, complained of',
    report('FULL_REVIEW', complaint),
    'KEY_CHECK_THEN_REVIEW',
  ],
  ['[D-CQ-06] complete and committed', report('COMMITMENT'), 'IMMEDIATE'],
  ['[D-CQ-06] complained of', report('COMMITMENT', complaint), 'KEY_CHECK'],
  [
    '[D-CQ-06] no commitment',
    report('COMMITMENT', { commitmentGiven: false }),
    'RETURN_TO_DISTRICT',
  ],
  [
    '[D-CQ-06] something is missing, drawn or not',
    report('COMMITMENT', { materialsComplete: false, drawnForSampling: true }),
    'RETURN_TO_DISTRICT',
  ],
  ['[D-CQ-06] drawn', report('COMMITMENT', { drawnForSampling: true }), 'SUBSTANTIVE_REVIEW'],
  ['[D-CQ-06] an entry of a district', report('MONTHLY_SAMPLING'), 'NO_CITY_STEP'],
  ['[D-CQ-06] D to B', report('NONE'), 'NO_CITY_STEP'],
  ['[D-CQ-06] D to B, complained of', report('NONE', complaint), 'KEY_CHECK'],
]);
