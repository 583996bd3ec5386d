import { refused, testDecision } from '../../harness/decisions';

const USCC = '913301090000000A2U';
const SUPPLEMENT = {
  ...{ contractNo: 'SG-2012-7', contractAmount: 3200, signedDate: '2012-02-10' },
  ...{ startDate: '2012-03-20', plannedFinishDate: '2013-12-31' },
  indicators: [{ name: 'AREA', value: '21000' }],
};

/** 甲 links an imported project of its own, with what it enters at once. */
function facts(data: object = {}, { project = {}, ...more }: Record<string, unknown> = {}) {
  return {
    round: 1,
    duplicates: 0,
    applicant: { uscc: USCC },
    data: { permitNo: 'P', ...data },
    refs: {
      permitNo: {
        ...{ found: true, status: 'IMPORTED' },
        data: { builderUscc: USCC, issueDate: '2012-03-01' },
        ...(project as object),
      },
    },
    ...more,
  };
}
const { indicators: _, ...noIndicators } = SUPPLEMENT;
const { plannedFinishDate: __, ...noFinish } = SUPPLEMENT;
const of = (status: string) => facts({}, { project: { status } });

testDecision('zj-history-project-checks', [
  ['[ZJ-05] linked, the supplement to follow', facts(), refused()],
  ['[ZJ-05] linked and supplemented at once', facts(SUPPLEMENT), refused()],
  [
    '[E-05-02] unknown',
    facts({}, { project: { found: false, status: null, data: null } }),
    refused('E-05-02'),
  ],
  ["[E-05-02] another's", facts({}, { applicant: { uscc: 'OTHER' } }), refused('E-05-02')],
  ['[E-05-02] nobody’s enterprise', facts({}, { applicant: { uscc: null } }), refused('E-05-02')],
  ['[E-05-06] entered', of('ENTERED'), refused('E-05-06')],
  ['[E-05-06] completed', of('COMPLETED'), refused('E-05-06')],
  ['[E-05-06] under way', facts({}, { duplicates: 1 }), refused('E-05-06')],
  [
    '[E-05-07][E-05-08] supplemented with nothing',
    facts({}, { round: 2 }),
    refused('E-05-07', 'E-05-08'),
  ],
  ['[E-05-07] not all of the contract', facts(noFinish), refused('E-05-07')],
  ['[E-05-07] only indicators', facts({ indicators: SUPPLEMENT.indicators }), refused('E-05-07')],
  ['[E-05-08] no indicators', facts({ ...noIndicators, indicators: [] }), refused('E-05-08')],
  [
    '[ZJ-22] completed',
    facts({ ...SUPPLEMENT, acceptanceDate: '2014-01-20', filingNo: 'BA-3' }),
    refused(),
  ],
  [
    '[E-22-04] filed and not accepted',
    facts({ ...SUPPLEMENT, filingNo: 'BA-3' }),
    refused('E-22-04'),
  ],
  [
    '[E-22-04] told of, without a day',
    facts({ ...SUPPLEMENT, acceptanceInfo: '合格' }),
    refused('E-22-04'),
  ],
  [
    '[E-22-05] accepted before the permit',
    facts({ ...SUPPLEMENT, acceptanceDate: '2012-02-29' }),
    refused('E-22-05'),
  ],
  [
    '[ZJ-22] on the day of the permit',
    facts({ ...SUPPLEMENT, acceptanceDate: '2012-03-01' }),
    refused(),
  ],
]);
