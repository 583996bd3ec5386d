import { refused, testDecision } from '../../harness/decisions';

const DATES = { signedDate: '2012-06-01', startDate: '2012-07-01', finishDate: '2014-05-30' };
const of = (data: object = {}, enterprise: object = {}, duplicates = 0) => ({
  data: { ...DATES, ...data },
  applicant: { enterprise: { status: 'ENTERED', data: { regPlace: '330282' }, ...enterprise } },
  ...{ duplicates, today: '2015-03-02' },
});

testDecision('zj-three-year-project-checks', [
  ['[ZJ-27] nothing to refuse', of(), refused()],
  ['[ZJ-27] what goes on is of these years', of({ finishDate: null }), refused()],
  ['[ZJ-27] three years to the day', of(finished('2012-03-02')), refused()],
  ['[ZJ-27][E-27-02] a day more', of(finished('2012-03-01')), refused('E-27-02')],
  ['[ZJ-27][E-27-03] twice', of({}, {}, 1), refused('E-27-03')],
  ['[ZJ-27][E-27-04] finished tomorrow', of({ finishDate: '2015-03-03' }), refused('E-27-04')],
  ['[ZJ-27][E-27-04] signed tomorrow', of({ signedDate: '2015-03-03' }), refused('E-27-04')],
  ['[ZJ-27][E-27-04] begun after its end', of({ startDate: '2014-06-01' }), refused('E-27-04')],
  ['[ZJ-27][E-27-05] not in the library', of({}, { status: 'DOUBTFUL' }), refused('E-27-05')],
  [
    '[ZJ-27][E-27-06] of another province',
    of({}, { data: { regPlace: '310101' } }),
    refused('E-27-06'),
  ],
]);

function finished(finishDate: string) {
  return { signedDate: '2011-01-01', startDate: '2011-02-01', finishDate };
}
