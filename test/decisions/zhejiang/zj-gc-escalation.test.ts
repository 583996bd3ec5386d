import { testDecision } from '../../harness/decisions';

const none = {
  confirmed: false,
  confirmPeriodOver: false,
  noticeIssued: false,
  replied: false,
  noticePeriodOver: false,
};
const urged = { ...none, confirmPeriodOver: true, noticeIssued: true };

testDecision('zj-gc-escalation', [
  [
    '[DT-16] 1 confirmed in time',
    { ...none, confirmed: true },
    { result: 'TO_REVIEW', late: false },
  ],
  [
    '[DT-16] 1 confirmed late, before the notice',
    { ...none, confirmed: true, confirmPeriodOver: true },
    { result: 'TO_REVIEW', late: true },
  ],
  [
    '[DT-16][E-07-06] 2 confirmed after the notice without a reply',
    { ...urged, confirmed: true },
    { result: 'E-07-06' },
  ],
  [
    '[DT-16] 3 replied, then confirmed',
    { ...urged, confirmed: true, replied: true },
    { result: 'TO_REVIEW', late: true },
  ],
  ['[DT-16] 4 nothing yet, within three days', none, { result: 'WAIT_GC' }],
  [
    '[DT-16] 5 nothing yet, three days over',
    { ...none, confirmPeriodOver: true },
    { result: 'ISSUE_NOTICE' },
  ],
  ['[DT-16] 6 urged, not answered', urged, { result: 'WAIT_REPLY' }],
  ['[DT-16] 6 urged, answered', { ...urged, replied: true }, { result: 'WAIT_REPLY' }],
  [
    '[DT-16] 7 period after the notice over, without a reply',
    { ...urged, noticePeriodOver: true },
    { result: 'MARK_UNCONFIRMED' },
  ],
  [
    '[DT-16] 7 the same with a reply',
    { ...urged, replied: true, noticePeriodOver: true },
    { result: 'MARK_UNCONFIRMED' },
  ],
  [
    '[DT-16] 7 even confirmed, if that came after the period',
    { ...urged, confirmed: true, replied: true, noticePeriodOver: true },
    { result: 'MARK_UNCONFIRMED' },
  ],
]);
