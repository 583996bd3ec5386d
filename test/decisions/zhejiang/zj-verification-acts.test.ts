import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';

const CIXI = 'county-330282';

interface Given {
  who?: string;
  isApplicant?: boolean;
  entitled?: boolean;
  status?: string;
  form?: object;
}

function facts(act: string, given: Given = {}) {
  const { who = CIXI, isApplicant = false, entitled = true, status = 'TO_CONFIRM' } = given;
  const { form = { outcome: 'TRUE' } } = given;
  return {
    act,
    actor: { organisations: [who], isApplicant, entitled },
    case: { status, parties: { applicant: 'person-x', authority: CIXI } },
    task: { open: true },
    given: form,
  };
}

testActs('zj-verification-acts', [
  ['[ZJ-23] the authority of the place verifies', facts('VERIFY'), null],
  ['[ZJ-23] and rechecks what is in doubt', facts('RECHECK', { status: 'DOUBTFUL' }), null],
  ['[ZJ-23][GR-03] not the applicant', facts('VERIFY', { isApplicant: true }), refused('E-00-01')],
  ['[ZJ-23][GR-03] nor as a party', facts('VERIFY', { who: 'person-x' }), refused('E-00-01')],
  ['[ZJ-23][GR-03] another authority', facts('VERIFY', { who: 'county-1' }), refused('E-00-01')],
  [
    '[ZJ-17][E-17-02] another authority than that of the place where the enterprise is registered',
    facts('RECHECK', { who: 'county-1', status: 'DOUBTFUL' }),
    refused('E-00-01'),
  ],
  [
    '[ZJ-17][E-17-03] false without a reason',
    facts('VERIFY', { form: { outcome: 'FALSE', evidence: '复函' } }),
    refused('E-17-03'),
  ],
  [
    '[ZJ-17][E-17-03] false without evidence',
    facts('RECHECK', { status: 'DOUBTFUL', form: { outcome: 'FALSE', opinion: '不符' } }),
    refused('E-17-03'),
  ],
  [
    '[ZJ-17] false with both',
    facts('VERIFY', { form: { outcome: 'FALSE', opinion: '不符', evidence: '复函' } }),
    null,
  ],
  ['[ZJ-17] doubtful needs no evidence', facts('VERIFY', { form: { outcome: 'DOUBTFUL' } }), null],
  ['[ZJ-23][E-23-04] no doubt, no recheck', facts('RECHECK'), refused('E-23-04')],
  ['[ZJ-23][GR-03] not who has the task', facts('VERIFY', { entitled: false }), refused('E-00-01')],
]);
