import { testDecision } from '../../harness/decisions';
import { feed } from './permit-feed';

testDecision('cq-permit-feed-facts', [
  ['[CQ-08] an old permit number is no mistake', feed(), { regionInChongqing: true, invalid: [] }],
  [
    '[CQ-08] a project number that is none, beside what the library knows',
    feed({}, { projectNo: { found: true, 'project-number': { valid: false } } }),
    { invalid: ['PROJECT_NO'] },
  ],
]);
