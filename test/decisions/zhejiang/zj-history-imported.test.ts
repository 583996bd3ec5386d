import { testDecision } from '../../harness/decisions';

/** Contract registration and technical indicators: all of it. */
const COMPLETE = {
  ...{ contractNo: 'SG-2012-7', contractAmount: 3200, signedDate: '2012-02-10' },
  ...{ startDate: '2012-03-20', plannedFinishDate: '2013-12-31' },
  indicators: [{ name: 'AREA', value: '21000' }],
};
const ACCEPTED = { acceptanceDate: '2014-01-20' };
const FILED = { ...ACCEPTED, filingNo: 'BA-2014-3' };

const { indicators: _, ...noIndicators } = COMPLETE;
const { signedDate: __, ...noDate } = COMPLETE;
const given = (data: object) => ({ data: { indicators: [], ...data } });
const state = (status: string, ...marks: string[]) => ({ status, marks });

testDecision('zj-history-imported', [
  ['[ZJ-05][DD-02] incomplete: in progress', given({}), state('IMPORTED', 'IN_PROGRESS')],
  ['[DD-03] no indicators', given(noIndicators), state('IMPORTED', 'IN_PROGRESS')],
  ['[DD-03] not all of the contract', given(noDate), state('IMPORTED', 'IN_PROGRESS')],
  ['[DD-02] completed: not in progress', given(ACCEPTED), state('IMPORTED')],
  ['[DD-03] complete: entered', given(COMPLETE), state('ENTERED', 'IN_PROGRESS')],
  ['[DD-02][DD-03] and accepted', given({ ...COMPLETE, ...ACCEPTED }), state('COMPLETED')],
  ['[DD-02][DD-03] and filed', given({ ...COMPLETE, ...FILED }), state('FILED')],
]);
