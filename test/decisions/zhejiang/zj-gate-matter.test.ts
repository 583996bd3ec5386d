import { testDecision } from '../../harness/decisions';

const asked = (data: object) => ({ data: { qualType: 'CONSTRUCTION', enterprise: '1', ...data } });
const matter = (said: string) => ({
  matter: said,
  asked: { data: { enterprise: '1', matter: said } },
});

testDecision('zj-gate-matter', [
  [
    '[ZJ-19][DT-17] the lowest grade of a construction enterprise',
    asked({ action: 'NEW', grade: 'LOWEST' }),
    matter('LOWEST_GRADE'),
  ],
  [
    '[ZJ-19][DT-17] of another type it is no such matter',
    asked({ qualType: 'SUPERVISION', action: 'NEW', grade: 'LOWEST' }),
    matter('OTHER'),
  ],
  ['[ZJ-19][DT-17] an upgrade is none', asked({ action: 'UPGRADE' }), matter('OTHER')],
  [
    '[ZJ-19][DT-17] a change of the technical lead',
    asked({ action: 'CHANGE', changeItem: 'TECHNICAL_LEAD' }),
    matter('TECHNICAL_LEAD_CHANGE'),
  ],
  ['[ZJ-19][DT-17] another change', asked({ action: 'CHANGE' }), matter('OTHER')],
]);
