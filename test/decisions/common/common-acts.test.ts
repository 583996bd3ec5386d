import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';

interface Given {
  isApplicant?: boolean;
  /** the task is for the applicant */
  forApplicant?: boolean;
  entitled?: boolean;
  isParty?: boolean;
  open?: boolean;
}

/** An act of somebody of the organisation that has the task, unless `given` says otherwise. */
function facts(given: Given = {}, act = 'REVIEW') {
  const { isApplicant = false, forApplicant = false, open = true } = given;
  const { entitled = open, isParty = true } = given;
  return { act, actor: { entitled, isApplicant, isParty }, task: { open, forApplicant } };
}

const forbidden = [{ code: 'E-00-01', forbidden: true }];
const tooEarlyOrLate = [{ code: 'E-00-03', forbidden: false }];

const classified = (given: Given = {}) => facts(given, 'CLASSIFY');

/** A review after opinions were given. */
const afterOpinions = (outcome: string, ...opinions: string[]) => {
  return { ...facts(), given: { outcome }, case: { outcomes: ['CONFIRMED', ...opinions] } };
};

testActs('common-acts', [
  ['[ZJ-21] whoever issued the permit classifies it', classified(), refused()],
  ['[ZJ-21][GR-03] not who has no such task', classified({ entitled: false }), forbidden],
  ['[ZJ-21][GR-03] not the system that pushed it', classified({ isApplicant: true }), forbidden],
  [
    '[ZJ-21][GR-03] not another authority',
    classified({ entitled: false, isParty: false }),
    forbidden,
  ],
  ['[GR-03] who has the task', facts(), refused()],
  ['[GR-03] who has it without being a party', facts({ isParty: false }), refused()],
  ['[E-00-01][GR-03] who has not', facts({ entitled: false }), forbidden],
  ['[E-00-01][GR-03] the own submission', facts({ isApplicant: true }), forbidden],
  ['[GR-03] a task for the applicant', facts({ isApplicant: true, forApplicant: true }), refused()],
  ['[E-00-03] a party while no task is open', facts({ open: false }), tooEarlyOrLate],
  [
    '[E-00-01][GR-03] a stranger while no task is open',
    facts({ open: false, isParty: false }),
    forbidden,
  ],
  [
    '[E-00-01][GR-03] the applicant while no task is open',
    facts({ open: false, isApplicant: true }),
    forbidden,
  ],
  [
    'a withdrawal has no task and is not judged here',
    facts({ open: false, isApplicant: true }, 'WITHDRAW'),
    refused(),
  ],
  [
    '[E-00-07] approved although one of the opinions disagrees',
    afterOpinions('APPROVED', 'AGREED', 'DISAGREED'),
    [{ code: 'E-00-07', forbidden: false }],
  ],
  ['[E-00-07] returned', afterOpinions('NOT_APPROVED', 'DISAGREED'), refused()],
  ['[E-00-07] approved where all agree', afterOpinions('APPROVED', 'AGREED', 'AGREED'), refused()],
  ['[E-00-07] approved where nobody was asked', afterOpinions('APPROVED'), refused()],
]);
