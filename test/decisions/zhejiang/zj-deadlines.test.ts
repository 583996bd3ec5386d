import { testDecision } from '../../harness/decisions';

/** n, unit, start, what follows: as in the requirements, table DT-04. */
const table: Record<string, [number | null, string | null, string | null, string | null]> = {
  ENT_SUPPLEMENT_5: [5, 'WD', 'PERMIT_DOWNLOADED', 'FLAG_ENTRY_OVERDUE'],
  LOCAL_REVIEW_5: [5, 'WD', 'SUBMITTED', 'FLAG_REVIEW_OVERDUE'],
  GC_CONFIRM_3: [3, 'WD', 'SUBMITTED', 'ISSUE_NOTICE'],
  GC_AFTER_NOTICE: [3, 'WD', 'NOTICE_ISSUED', 'MARK_UNCONFIRMED'],
  OBJECTION_7: [7, 'CD', 'INQUIRY_SENT', 'FORCED_UNLOCK_ALLOWED'],
  PUBLICITY_10: [10, 'WD', 'PUBLISHED', 'USABLE_IF_NO_COMPLAINT'],
  CITY_REVIEW_10: [10, 'WD', 'SUBMITTED', 'FLAG_REVIEW_OVERDUE'],
  BAD_OWN_7: [7, 'WD', 'DECISION_EFFECTIVE', 'FLAG_RECORD_OVERDUE'],
  BAD_RECEIVED_15: [15, 'WD', 'DATA_RECEIVED', 'FLAG_RECORD_OVERDUE'],
  BAD_DOCUMENT_15: [15, 'WD', 'DOCUMENT_OBTAINED', 'FLAG_RECORD_OVERDUE'],
  CASE_DATE: [null, 'DATE', 'ORDER_ISSUED', 'FLAG_NOT_RECTIFIED'],
  NOPERMIT_PUBLICITY: [null, null, 'ENTERED', 'STAYS_DISPLAYED'],
  NONE: [null, null, null, null],
};

testDecision('zj-deadlines', [
  ...Object.entries(table).map(([key, [n, unit, startEvent, onExpiry]]) => {
    const expected = { n, unit, startEvent, onExpiry, until: null };
    return [`[DT-04] ${key}`, { key, item: null }, expected] as [string, object, unknown];
  }),
  [
    '[DT-04] history is entered until 2019-12-31, that day included',
    { key: 'HIST_ENTRY' },
    { n: null, unit: 'DATE', until: '2019-12-31', onExpiry: 'REFUSE_E_05_03' },
  ],
  [
    '[DT-04] history is reviewed until 2020-01-31, that day included',
    { key: 'HIST_REVIEW' },
    { n: null, unit: 'DATE', until: '2020-01-31', onExpiry: 'STOP_FLOW' },
  ],
  [
    '[DT-04] historical credit is entered until 2019-12-30, that day included',
    { key: 'HIST_CREDIT' },
    { n: null, unit: 'DATE', until: '2019-12-30', onExpiry: 'REFUSE_E_15_01' },
  ],
  [
    '[DT-04][DT-13][ZJ-17] the campaign of verification begins after 2015-02-28',
    { key: 'VERIFY_FROM' },
    { n: null, unit: 'DATE', until: '2015-02-28', onExpiry: 'ALLOW_VERIFY' },
  ],
  [
    '[DT-04][DT-13][ZJ-17] and ends on 2015-04-15, that day included',
    { key: 'VERIFY_UNTIL' },
    { n: null, unit: 'DATE', until: '2015-04-15', onExpiry: 'STOP_FLOW' },
  ],
  [
    '[DT-04][DT-13][ZJ-27] the screening of projects begins after 2015-04-14',
    { key: 'SCREEN_FROM' },
    { n: null, unit: 'DATE', until: '2015-04-14', onExpiry: 'ALLOW_VERIFY' },
  ],
  [
    '[DT-04][DT-13][ZJ-27] and ends on 2015-05-30, that day included',
    { key: 'SCREEN_UNTIL' },
    { n: null, unit: 'DATE', until: '2015-05-30', onExpiry: 'STOP_FLOW' },
  ],
  [
    '[DT-04][ZJ-07] the same three days for every specialty, a reminder one working day before',
    { key: 'GC_CONFIRM_3', item: 'FIRE' },
    { n: 3, unit: 'WD', remindBefore: 1 },
  ],
  [
    '[DT-04][ZJ-18] rectified until the date that the order sets',
    { key: 'CASE_DATE', given: { lastDay: '2026-10-20' } },
    { n: null, unit: 'DATE', until: '2026-10-20', onExpiry: 'FLAG_NOT_RECTIFIED' },
  ],
  ['[DT-04] an unknown limit is none that anybody could guess', { key: 'GUESS' }, null],
]);
