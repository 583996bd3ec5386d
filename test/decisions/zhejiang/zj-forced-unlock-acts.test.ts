import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';

const AUTHORITY = 'county-330109';
interface Given {
  given?: object;
  outcomes?: string[];
  status?: string;
  over?: boolean;
  organisation?: string;
  open?: boolean;
}

const facts = (act: string, about: Given = {}) => {
  const { organisation = AUTHORITY, status = 'INQUIRING', open = true } = about;
  return {
    act,
    actor: {
      ...{ organisations: [organisation], entitled: organisation === AUTHORITY },
      ...{ isApplicant: false, isParty: true, did: [] },
    },
    case: {
      ...{ status, parties: { authority: AUTHORITY }, outcomes: about.outcomes ?? [] },
      deadlines: { OBJECTION_7: { over: about.over ?? false } },
    },
    task: { open },
    given: about.given ?? {},
  };
};
const accept = (given: object) => facts('ACCEPT_CASE', { given, status: 'APPLIED' });
const decide = (outcome: string, about: Given = {}) =>
  facts('DECIDE_UNLOCK', { given: { outcome, opinion: '理由' }, ...about });
const READY = { status: 'READY', over: true };

testActs('zj-forced-unlock-acts', [
  ['[ZJ-02] accepted', accept({ outcome: 'ACCEPTED', originalSeen: true }), null],
  [
    '[ZJ-02][DT-15][E-02-08] accepted without the original',
    accept({ outcome: 'ACCEPTED' }),
    refused('E-02-08'),
  ],
  ['[ZJ-02] rejected', accept({ outcome: 'REJECTED', opinion: '理由' }), null],
  ['[ZJ-02][E-02-18] without a reason', accept({ outcome: 'REJECTED' }), refused('E-02-18')],
  [
    '[ZJ-02][DT-15][E-02-09] before the seven days are over',
    facts('DECIDE_UNLOCK', { open: false }),
    refused('E-02-09'),
  ],
  [
    '[ZJ-02][GR-03] by somebody else',
    facts('DECIDE_UNLOCK', { open: false, organisation: 'enterprise-1' }),
    refused('E-00-03'),
  ],
  [
    '[ZJ-02][DT-15][E-02-10] both papers came',
    decide('FORCED', { outcomes: ['ACCEPTED', 'OBJECTED'] }),
    refused('E-02-10'),
  ],
  [
    '[ZJ-02][DT-15][DD-21] both papers came: the refusal is confirmed at once',
    decide('REFUSED', { outcomes: ['ACCEPTED', 'OBJECTED'] }),
    null,
  ],
  ['[ZJ-02][DT-15] nothing came', decide('FORCED', READY), null],
  [
    '[ZJ-02][DT-15][OP-27] one paper came',
    decide('FORCED', { ...READY, outcomes: ['INCOMPLETE'] }),
    null,
  ],
  ['[ZJ-02][DT-15] the authority may also refuse', decide('REFUSED', READY), null],
]);
