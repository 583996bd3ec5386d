import { refused, testDecision } from '../../harness/decisions';
import { act } from './acts';

testDecision('cq-monthly-sampling-acts', [
  ['[CQ-07b] entitled', act('RECHECK'), refused()],
  [
    '[CQ-07b][CQ-E101] anybody else',
    act('RECHECK', {}, { who: { entitled: false } }),
    refused('CQ-E101'),
  ],
]);
