import { refused, testActs } from '../../harness/decisions';

const CIXI = 'county-330282';

function facts({ who = CIXI, isApplicant = false, entitled = true } = {}) {
  return {
    act: 'CLASSIFY',
    actor: { organisations: [who], isApplicant, entitled },
    case: { parties: { applicant: 'permit-system-one', permitIssuer: CIXI } },
    task: { open: true },
  };
}

testActs('zj-permit-intake-acts', [
  ['[ZJ-21] whoever issued the permit classifies it', facts(), null],
  ['[ZJ-21][GR-03] not who has the task', facts({ entitled: false }), refused('E-00-01')],
  [
    '[ZJ-21][GR-03] not the system that pushed it',
    facts({ isApplicant: true }),
    refused('E-00-01'),
  ],
  ['[ZJ-21][GR-03] not another authority', facts({ who: 'county-330109' }), refused('E-00-01')],
]);
