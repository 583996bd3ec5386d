import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';

const act = (name: string, begun: boolean, over: boolean, campaign = 'zj-verification') => ({
  act: name,
  actor: { isApplicant: false, entitled: true, isParty: true, did: [] },
  case: {
    process: campaign,
    deadlines:
      campaign === 'zj-verification'
        ? { VERIFY_FROM: { over: begun }, VERIFY_UNTIL: { over } }
        : { SCREEN_FROM: { over: begun }, SCREEN_UNTIL: { over } },
    ...{ outcomes: [], acts: [], done: [] },
  },
  task: { open: true },
  given: { outcome: 'TRUE' },
});

const OF_2015 = 'zj-three-year-project';

testActs('zj-campaign-acts', [
  ['[ZJ-17][DT-13] within the campaign', act('VERIFY', true, false), null],
  ['[ZJ-17][DT-13][E-17-01] before it', act('VERIFY', false, false), refused('E-17-01')],
  ['[ZJ-17][DT-13][E-17-01] after it', act('VERIFY', true, true), refused('E-17-01')],
  ['[ZJ-27][DT-13] within the time of screening', act('VERIFY', true, false, OF_2015), null],
  ['[ZJ-27][DT-13][E-27-01] before it', act('VERIFY', false, false, OF_2015), refused('E-27-01')],
  ['[ZJ-27][DT-13][E-27-01] after it', act('VERIFY', true, true, OF_2015), refused('E-27-01')],
  ['[ZJ-17][OP-37] what is in doubt is verified later', act('RECHECK', true, true), null],
]);
