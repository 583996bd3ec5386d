import { testDecision } from '../../harness/decisions';

const entries = (...all: object[]) => ({ entries: all });
const person = (more: object) => ({
  refs: {
    person: {
      found: true,
      ...{ qualification: entries(), permit: entries(), project: entries() },
      'subcontract-performance': entries(),
      ...more,
    },
  },
});

testDecision('zj-person-ties', [
  ['[ZJ-02] leads nothing', person({}), { inProgress: false }],
  [
    '[ZJ-02][DD-14] leads the project of a permit',
    person({ permit: entries({ marks: ['IN_PROGRESS'], beside: [] }) }),
    { inProgress: true },
  ],
  [
    '[ZJ-02][DD-14] leads a subcontract of a project that goes on',
    person({
      'subcontract-performance': entries({
        marks: [],
        beside: [{ kind: 'project', marks: ['IN_PROGRESS'] }],
      }),
    }),
    { inProgress: true },
  ],
]);
