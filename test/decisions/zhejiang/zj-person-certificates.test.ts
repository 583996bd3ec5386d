import { testDecision } from '../../harness/decisions';

const entries = [{ key: 'P-1|REGISTERED|A|' }, { key: 'P-1|TITLE||B' }];

testDecision('zj-person-certificates', [
  [
    '[ZJ-02] all of a person',
    { refs: { person: { qualification: { entries } } } },
    ['P-1|REGISTERED|A|', 'P-1|TITLE||B'],
  ],
  ['[ZJ-02] none', { refs: { person: { qualification: { entries: [] } } } }, []],
]);
