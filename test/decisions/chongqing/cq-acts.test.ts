import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';
import { act, everyAct, withdrawn } from './acts';

const ownNote = (channel: string) => ({
  ...act(
    'ACCEPT_COMPLAINT',
    { outcome: 'ACCEPTED' },
    { who: { isApplicant: true }, on: { data: { channel } } },
  ),
  // the post that wrote it down is the one that handles it
  task: { open: true, forApplicant: true },
});
const notEntitled = { who: { entitled: false } };

testActs('cq-acts', [
  ...everyAct('CQ-02', 'VERIFY', 'RETURNED'),
  ...everyAct('CQ-02', 'DECIDE_OBJECTION', 'DISMISSED'),
  ...everyAct('CQ-07g', 'ACCEPT_COMPLAINT', 'DISMISSED'),
  ['[CQ-07g][G-05] what a clerk wrote down for another', ownNote('PHONE'), refused()],
  ['[CQ-07g][G-05][CQ-E101] what the post itself complains of', ownNote('WEB'), refused('CQ-E101')],
  ['[CQ-07b] entitled', act('RECHECK'), refused()],
  ['[CQ-07b][CQ-E101] anybody else', act('RECHECK', {}, notEntitled), refused('CQ-E101')],
  ['withdrawn by the applicant', withdrawn('RETURNED'), refused()],
  [
    '[CQ-E101] withdrawn by somebody else',
    withdrawn('RETURNED', { isApplicant: false, entitled: false }),
    refused('CQ-E101'),
  ],
]);
