import { testDecision } from '../../harness/decisions';

const stages = ['BASIC', 'TENDER', 'CONTRACT', 'DRAWING', 'PERMIT', 'ACCEPT', 'INDICATOR'];

/** `A E E E A E E`: what is to be done with the seven stages, in the order of D-CQ-02. */
const obligations = (row: string) =>
  Object.fromEntries(row.split(' ').map((what, position) => [stages[position] ?? '', what]));

const given = (category: string, regime: string, parentOnNational = true, part?: string) => ({
  category,
  regime,
  parentOnNational,
  ...(part && { part }),
});

testDecision('cq-stage-obligation', [
  ['[D-CQ-02] building, entry', given('BM_GC', 'ENTRY'), obligations('A E E E A E E')],
  ['[D-CQ-02] building, supplement', given('BM_GC', 'SUPPLEMENT'), obligations('E* E E E A E E')],
  ['[D-CQ-02] other sector, entry', given('OTHER_GC', 'ENTRY'), obligations('E E E E N E E')],
  [
    '[D-CQ-02] other sector, supplement',
    given('OTHER_GC', 'SUPPLEMENT', false, 'MAIN'),
    obligations('E E E E N E E'),
  ],
  [
    '[D-CQ-02][AC-13] specialist, parent on the national platform',
    given('SPECIALIST', 'ENTRY'),
    obligations('G N E N N E E'),
  ],
  [
    '[D-CQ-02][AC-14] specialist without parent: the general contract comes first',
    given('SPECIALIST', 'ENTRY', false, 'PARENT'),
    obligations('E E E N N E N'),
  ],
  [
    '[D-CQ-02][AC-14] and then the specialist',
    given('SPECIALIST', 'SUPPLEMENT', false, 'SPECIALIST'),
    obligations('G N E N N E E'),
  ],
  [
    '[D-CQ-02] no second parent beside one that is there',
    given('SPECIALIST', 'ENTRY', true, 'PARENT'),
    null,
  ],
]);
