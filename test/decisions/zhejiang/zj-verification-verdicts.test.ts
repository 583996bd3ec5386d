import { testDecision } from '../../harness/decisions';

/** Which results a step may choose, in the order of the form. */
const verdicts = (...codes: string[]) => codes.map((value) => ({ value }));

testDecision('zj-verification-verdicts', [
  [
    '[ZJ-01][DD-08] the review of a person: approved is true, not approved says whether it is false',
    { step: 'ZJ-01', recheck: false },
    verdicts('TRUE', 'NOT_APPROVED', 'FALSE', 'DOUBTFUL'),
  ],
  [
    '[ZJ-17][ZJ-23][DD-08] any other verification: true, false, doubtful',
    { step: 'ZJ-23', recheck: false },
    verdicts('TRUE', 'FALSE', 'DOUBTFUL'),
  ],
  [
    '[ZJ-17] what is in doubt leaves as true or false only',
    { step: 'ZJ-01', recheck: true },
    verdicts('TRUE', 'FALSE'),
  ],
]);
