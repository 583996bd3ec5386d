import { testDecision } from '../../harness/decisions';

/** n, unit, on expiry: as in the requirements, table D-CQ-10. */
const table: Record<string, [number | null, string | null, string | null]> = {
  CQ_MONTHLY_SAMPLING: [1, 'WD', 'ALARM_CITY_HEAD'],
  CQ_VERIFY: [5, 'WD', 'REMIND_AND_FLAG'],
  CQ_CORRECTION: [10, 'WD', 'REMIND'],
  CQ_PUBLICITY: [10, 'WD', 'PUSH_IF_NO_OBJECTION'],
  CQ_OBJECTION: [10, 'WD', 'REMIND_AND_FLAG'],
  CQ_MINISTRY: [null, null, null],
  CQ_ON_SITE: [null, null, null],
  NONE: [null, null, null],
};
const dates: Record<string, string> = {
  CQ_ENTRY_OPENS: '2024-01-01',
  CQ_SUPPLEMENT_ACCEPTED: '2023-12-31',
  CQ_SUPPLEMENT_CLOSES: '2024-12-31',
};
const received = (receivedAt: string) => ({ key: 'CQ_IMMEDIATE', receivedAt });

testDecision('cq-deadlines', [
  ...Object.entries(table).map(([key, [n, unit, onExpiry]]): [string, object, unknown] => [
    `[D-CQ-10] ${key}`,
    { key },
    { n, unit, onExpiry, until: null },
  ]),
  ...Object.entries(dates).map(([key, until]): [string, object, unknown] => [
    `[D-CQ-10] ${key}`,
    { key },
    { n: null, unit: 'DATE', until },
  ]),
  [
    '[D-CQ-10] received at five sharp: the same day, counted from the day before',
    received('2024-10-12T17:00:00+08:00'),
    { n: 1, unit: 'WD', startDaysBack: 1 },
  ],
  [
    '[D-CQ-10] received later: the next working day',
    received('2024-10-12T17:00:01+08:00'),
    { n: 1, unit: 'WD', startDaysBack: 0 },
  ],
  ['[D-CQ-10] an unknown limit is none that anybody could guess', { key: 'GUESS' }, null],
]);
