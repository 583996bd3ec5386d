import { testDecision } from '../../harness/decisions';

const facts = (step: string) => ({ rules: { 'zj-project-door': { step } } });

testDecision('zj-publicity', [
  [
    '[DT-11][ZJ-09][OP-19] publicised, usable at once',
    facts('ZJ-09'),
    { publicityKey: 'NOPERMIT_PUBLICITY', marks: ['PUBLICISED'] },
  ],
  ['[DT-11][ZJ-11] not publicised', facts('ZJ-11'), { publicityKey: null, marks: [] }],
]);
