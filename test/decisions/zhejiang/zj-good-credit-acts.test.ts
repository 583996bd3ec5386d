import { refused } from '../../harness/decisions';
import { testActs } from '../../harness/judged-decisions';

const confirm = (organisation: string, { open = false, status = 'COUNTY_REVIEW' } = {}) => ({
  act: 'CONFIRM_CREDIT',
  actor: { isApplicant: false, isParty: true, entitled: open, organisations: [organisation] },
  task: { open },
  case: { status, parties: { authority: 'county-330282' } },
  given: { outcome: 'CONFIRMED' },
});

testActs('zj-good-credit-acts', [
  ['[ZJ-12][E-12-06] 宁波市 before 慈溪市 recorded it', confirm('city-330200'), refused('E-12-06')],
  ['[ZJ-12] and after it', confirm('city-330200', { open: true, status: 'CITY_CONFIRM' }), null],
  ['[ZJ-12] another city has no say', confirm('city-330100'), refused('E-00-03')],
]);
