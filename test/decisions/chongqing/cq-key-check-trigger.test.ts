import { testDecision } from '../../harness/decisions';

const complaint = (allegation: string, complaintAccepted: boolean, onSiteNecessary: boolean) => ({
  allegation,
  complaintAccepted,
  onSiteNecessary,
});

testDecision('cq-key-check-trigger', [
  [
    '[D-CQ-12] on site, two people',
    complaint('FRAUD', true, true),
    { keyCheck: true, minInspectors: 2 },
  ],
  ['[D-CQ-12] on paper', complaint('FRAUD', true, false), { keyCheck: true, minInspectors: 0 }],
  ['[D-CQ-12] not accepted', complaint('FRAUD', false, true), { keyCheck: false }],
  ['[D-CQ-12] something else', complaint('OTHER', true, true), { keyCheck: false }],
]);
