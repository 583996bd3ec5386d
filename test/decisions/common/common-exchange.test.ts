import { testDecision } from '../../harness/decisions';

const of = (library: string, kind: string, status: string, shared: string[] = []) => ({
  ...{ library, kind, status, shared, over: false, marks: [], process: 'zj-enterprise' },
});
const goes = (action: string) => [
  {
    ...{ target: 'NATIONAL', dataset: 'ZJ', action },
    ...{ body: 'zj-exchange-body', retry: 'zj-exchange-retry' },
  },
];
const SENT = ['NATIONAL'];

const SHARED: [string, string, string][] = [
  ['base', 'enterprise', 'ENTERED'],
  ['base', 'person', 'LOCKED'],
  ['personnel', 'person', 'UNLOCKED'],
  ['personnel', 'qualification', 'ENTERED'],
  ['projects', 'project', 'ENTERED'],
  ['projects', 'project', 'COMPLETED'],
  ['projects', 'subcontract-performance', 'ENTERED'],
  ['representative', 'representative', 'IN_LIBRARY'],
  ['base', 'three-year-project', 'ENTERED'],
  ['credit', 'credit', 'PUBLISHED'],
];
const WITHDRAWN: [string, string, string][] = [
  ['credit', 'enterprise', 'FALSE'],
  ['doubtful', 'person', 'DOUBTFUL'],
  ['personnel', 'qualification', 'REMOVED'],
  ['projects', 'project', 'SUSPENDED'],
  ['projects', 'subcontract-performance', 'REMOVED'],
  ['representative', 'representative', 'REMOVED'],
  ['credit', 'three-year-project', 'FALSE'],
  ['credit', 'credit', 'WITHDRAWN'],
];

testDecision('common-exchange', [
  ...SHARED.map(([library, kind, status]): [string, object, unknown] => [
    `[ZJ-30] ${kind} ${status} is sent`,
    of(library, kind, status),
    goes('SHARE'),
  ]),
  ...WITHDRAWN.map(([library, kind, status]): [string, object, unknown] => [
    `[ZJ-30] ${kind} ${status} is withdrawn where it was sent`,
    of(library, kind, status, SENT),
    goes('WITHDRAW'),
  ]),
  ['[ZJ-30] what was never sent is not withdrawn', of('credit', 'enterprise', 'FALSE'), null],
  [
    '[ZJ-30] a project whose completion is under review stays as it is',
    of('projects', 'project', 'COMPLETION_SUBMITTED', SENT),
    null,
  ],
  [
    '[ZJ-30] nor is a credit record that is over',
    { ...of('credit', 'credit', 'PUBLISHED'), over: true },
    null,
  ],
  ['[ZJ-30] permits are not sent', of('permits', 'permit', 'PUSHED'), null],
  [
    '[ZJ-30] nor what another province writes',
    { ...of('projects', 'project', 'ENTERED'), process: 'cq-project-entry' },
    null,
  ],
]);
