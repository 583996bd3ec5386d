import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';
import { act } from './acts';

const given = (name: string, outcome: string, opinion?: string) => act(name, { outcome, opinion });

testActs(
  'cq-sampling-item-acts',
  [
    ['[CQ-07b-R06] passed', given('RECHECK', 'PASS'), refused()],
    ['[CQ-07b-R06] failed, with the findings', given('RECHECK', 'FAIL', '合同不符'), refused()],
    ['[CQ-07b-R06][CQ-E103] without them', given('RECHECK', 'FAIL'), refused('CQ-E103')],
    ['[CQ-07b-R07] rectified', given('RECTIFY', 'DONE', '已更正'), refused()],
    ['[CQ-07b-R07][CQ-E103] without saying how', given('RECTIFY', 'DONE'), refused('CQ-E103')],
    [
      '[CQ-E101] another organisation',
      act('RECHECK', { outcome: 'PASS' }, { who: { entitled: false } }),
      refused('CQ-E101'),
    ],
  ],
  ['cq-acts'],
);
