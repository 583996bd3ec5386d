import { testDecision } from '../../harness/decisions';

/** A project in Chongqing, not stored, handed in on a day; what the rows of D-CQ-01 say to it. */
function application(applicationDate: string, completionAcceptanceDate: string | null, more = {}) {
  const place = { regionInChongqing: true, alreadyStored: false };
  return { ...place, applicationDate, completionAcceptanceDate, ...more };
}

const entry = [{ regime: 'ENTRY', allowed: true, errorCode: null }];
const supplement = [{ regime: 'SUPPLEMENT', allowed: true, errorCode: null }];
const refused = (errorCode: string) => ({ regime: null, allowed: false, errorCode });

testDecision('cq-regime', [
  ['[D-CQ-01] entry opens', application('2024-01-01', null), entry],
  ['[D-CQ-01][CQ-E001] before that', application('2023-12-31', null), [refused('CQ-E001')]],
  ['[D-CQ-01] nor a supplement', application('2023-12-31', '2023-11-20'), [refused('CQ-E001')]],
  ['[D-CQ-01] first day for both', application('2024-01-01', '2023-12-31'), supplement],
  ['[D-CQ-01] last day of supplements', application('2024-12-31', '2023-12-31'), supplement],
  [
    '[D-CQ-01][CQ-E002] one day too late',
    application('2025-01-01', '2023-12-31'),
    [{ regime: 'SUPPLEMENT', allowed: false, errorCode: 'CQ-E002' }],
  ],
  ['[D-CQ-01] accepted a day later', application('2024-12-31', '2024-01-01'), entry],
  ['[D-CQ-01] still an entry in 2025', application('2025-02-10', '2024-06-01'), entry],
  [
    '[D-CQ-01][CQ-E004][CQ-E006] stored already, and elsewhere: both are said',
    application('2024-05-06', null, { regionInChongqing: false, alreadyStored: true }),
    [refused('CQ-E006'), refused('CQ-E004'), ...entry],
  ],
]);
