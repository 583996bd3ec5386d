import { testDecision } from '../../harness/decisions';

const of = (status: string, categories: string[], code: string | null = null) => ({
  refs: {
    person: {
      ...{ found: true, status },
      qualification: {
        entries: categories.map((category) => ({ status: 'ENTERED', data: { category } })),
      },
    },
  },
  rules: { 'zj-transfer-guard': { code } },
});
const allowed = (...answers: boolean[]) => answers.map((one) => ({ allowed: one }));

testDecision('zj-person-uses', [
  ['[DT-18] employed, with a title', of('LOCKED', ['TITLE']), allowed(true, true, true)],
  ['[DT-18] a worker', of('LOCKED', ['WORKER']), allowed(true, false, true)],
  ['[DT-18] nothing entered', of('LOCKED', []), allowed(false, false, true)],
  [
    '[DT-14] a constructor with a project in progress',
    of('LOCKED', ['REGISTERED'], 'E-02-03'),
    allowed(true, true, false),
  ],
  ['[ZJ-02] unlocked', of('UNLOCKED', ['TITLE']), allowed(false, false, true)],
  [
    '[DT-14] unlocked, with a project in progress',
    of('UNLOCKED', ['REGISTERED'], 'E-02-03'),
    allowed(false, false, false),
  ],
]);
