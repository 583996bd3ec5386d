import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';

const withdrawal = (status: string) => ({
  act: 'WITHDRAW',
  actor: { isApplicant: true, isParty: true, entitled: false },
  case: { status },
  task: { open: false },
});

testActs('zj-representative-acts', [
  ['[ZJ-09] withdrawn under review', withdrawal('UNDER_REVIEW'), null],
  ['[ZJ-09][GR-07] in the library, in publicity', withdrawal('IN_LIBRARY'), refused('E-00-03')],
  [
    '[ZJ-09][GR-07] nor ended there by an administrator',
    { ...withdrawal('IN_LIBRARY'), act: 'TERMINATE' },
    refused('E-00-03'),
  ],
]);
