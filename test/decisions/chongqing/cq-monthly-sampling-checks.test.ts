import { refused, testDecision } from '../../harness/decisions';

const opened = (data: object, more: object = {}) => ({
  data: { period: '2024-04', ...data },
  related: [],
  applicant: { organisation: 'city-500000.supervision' },
  ...more,
});

testDecision('cq-monthly-sampling-checks', [
  ['[CQ-07b] the usual rate', opened({}), refused()],
  ['[CQ-07b-R04] a higher one', opened({ ratePercent: 15 }), refused()],
  ['[CQ-07b-R04] the lowest', opened({ ratePercent: 10 }), refused()],
  ['[CQ-07b-R04][CQ-E401] a lower one', opened({ ratePercent: 9 }), refused('CQ-E401')],
  [
    '[CQ-07b-R01][E-00-06] the month is drawn already',
    opened({}, { related: [{ process: 'cq-monthly-sampling', open: false }] }),
    refused('E-00-06'),
  ],
  [
    '[CQ-07b-R01][CQ-E101] not the city',
    opened({}, { applicant: { organisation: 'county-500103' } }),
    refused('CQ-E101'),
  ],
]);
