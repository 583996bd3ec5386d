import { refused, testDecision } from '../../harness/decisions';
import { act, everyAct, keyCheck } from './acts';

const ownNote = (channel: string) =>
  act(
    'ACCEPT_COMPLAINT',
    { outcome: 'ACCEPTED' },
    { who: { isApplicant: true }, on: { data: { channel } } },
  );

testDecision('cq-complaint-intake-acts', [
  ...everyAct('CQ-07g', 'ACCEPT_COMPLAINT', 'DISMISSED'),
  ...keyCheck('CQ-07f'),
  ['[CQ-07g][G-05] what a clerk wrote down for another', ownNote('PHONE'), refused()],
  ['[CQ-07g][G-05][CQ-E101] what the post itself complains of', ownNote('WEB'), refused('CQ-E101')],
]);
