import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';

const forbidden = [{ code: 'E-00-01', forbidden: true }];
const OFFICE = 'county-1';
const OTHER = 'county-2';
const code = (one: string) => [{ code: one, forbidden: false }];

/** An administrator of cases does what stands in no task. */
function administered(act: string, given: object, who: object, people: object[] = []) {
  const actor = { user: 'admin', roles: ['case-admin'], entitled: false, isApplicant: false };
  const task = { open: false, forApplicant: false };
  return { act, actor: { ...actor, isParty: false, ...who }, task, given, people };
}
const terminated = (given: object, who: object = {}) => administered('TERMINATE', given, who);
const reassigned = (
  given: object = {},
  who: object = {},
  people: object[] = [{ user: 'b', organisations: [OFFICE] }],
) => {
  const usual = {
    task: 'REVIEW',
    from: OFFICE,
    organisation: OFFICE,
    person: 'b',
    opinion: '离职',
  };
  const all: { person: string | null; organisation: string } = { ...usual, ...given };
  const named = all.person && all.organisation === OFFICE ? people : [];
  return administered('REASSIGN', all, who, named);
};

testActs('common-administration', [
  ['[R8] an administrator of cases gives a task to a colleague', reassigned(), refused()],
  ['[R8] or to whoever of another office', reassigned({ organisation: OTHER }), refused()],
  ['[R8] or takes it from who has claimed it', reassigned({ person: null }), refused()],
  ['[R8][E-00-01] nobody else', reassigned({}, { roles: ['reviewer'] }), forbidden],
  ['[R8][E-00-01] not on the own submission', reassigned({}, { isApplicant: true }), forbidden],
  ['[R8][E-00-17] without a reason', reassigned({ opinion: ' ' }), code('E-00-17')],
  [
    '[R8][E-00-18] a task of an enterprise to an office',
    reassigned({ from: 'enterprise-1', person: null }),
    code('E-00-18'),
  ],
  [
    '[R8][E-00-18] a task of an office to an enterprise',
    reassigned({ organisation: 'enterprise-1', person: null }),
    code('E-00-18'),
  ],
  ['[R8][E-00-19] to oneself', reassigned({ person: 'admin' }), code('E-00-19')],
  [
    '[R8][E-00-27] a task for one person by name to nobody',
    reassigned({ named: true, person: null }),
    code('E-00-27'),
  ],
  ['[R8] a task for one person by name to another', reassigned({ named: true }), refused()],
  [
    '[R8][E-00-28] to somebody of another office',
    reassigned({}, {}, [{ user: 'b', organisations: [OTHER] }]),
    code('E-00-28'),
  ],
  ['[R8] a case is ended', terminated({ opinion: '不能继续' }), refused()],
  ['[R8][E-00-17] a case is ended without a reason', terminated({}), code('E-00-17')],
  ['[R8][E-00-01] by nobody else', terminated({ opinion: '不能继续' }, { roles: [] }), forbidden],
]);
