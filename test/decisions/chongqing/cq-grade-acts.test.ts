import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';
import { act, everyAct, withdrawal } from './acts';

const on = { data: { stages: ['CONTRACT', 'ACCEPT'] } };
const approve = (...results: [string, string | null][]) =>
  act(
    'VERIFY',
    {
      outcome: 'APPROVED',
      results: results.map(([stage, result]) => ({ stage, targetGrade: 'B', result })),
    },
    { on },
  );

testActs(
  'cq-grade-acts',
  [
    ...everyAct('CQ-05', 'VERIFY', 'CITY_REFUSED'),
    ...withdrawal('CQ-04', 'RETURNED', 'PENDING_VERIFY'),
    [
      '[CQ-04][DD-C10] each stage judged',
      approve(['CONTRACT', 'GRANTED'], ['ACCEPT', 'REFUSED']),
      refused(),
    ],
    ['[CQ-04][CQ-E102] one left out', approve(['CONTRACT', 'GRANTED']), refused('CQ-E102')],
    [
      '[CQ-04][CQ-E102] one not judged',
      approve(['CONTRACT', 'GRANTED'], ['ACCEPT', null]),
      refused('CQ-E102'),
    ],
    [
      '[CQ-04][CQ-E102] none granted',
      approve(['CONTRACT', 'REFUSED'], ['ACCEPT', 'REFUSED']),
      refused('CQ-E102'),
    ],
    [
      '[CQ-04][CQ-E102] nothing judged',
      act('VERIFY', { outcome: 'APPROVED' }, { on }),
      refused('CQ-E102'),
    ],
  ],
  ['cq-acts'],
);
