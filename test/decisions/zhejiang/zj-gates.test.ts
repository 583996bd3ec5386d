import { testDecision } from '../../harness/decisions';

/** A submission of ZJ-05 on a day, for a project with a permit of this date. */
function on(today: string, permitDate: string | null = '2012-03-01', status?: string) {
  return {
    flow: 'ZJ-05',
    today,
    refs: { permitNo: permitDate ? { found: true, data: { issueDate: permitDate } } : {} },
    case: status ? { status } : null,
  };
}
const credit = (today: string, eventDate: string, status?: string) => {
  return { ...on(today, null, status), flow: 'ZJ-15', data: { eventDate } };
};
const imported = (today: string) => ({ ...on(today, null), flow: 'ZJ-17' });
const filed = (today: string) => ({ ...on(today, null), flow: 'ZJ-27' });
const refused = (code: string, more: object = {}) => ({ code, ...more });

testDecision('zj-gates', [
  ['[DT-13][ZJ-05] within all dates', on('2019-11-15'), null],
  ['[DT-13][AE-12] on the last day', on('2019-12-31'), null],
  ['[DT-13][AE-13][E-05-03] the day after', on('2020-01-01'), refused('E-05-03')],
  [
    '[DT-13][E-05-03] the supplement of what was linked before',
    on('2020-01-31', '2012-03-01', 'SUPPLEMENTING'),
    refused('E-05-03'),
  ],
  ['[DT-13][OP-25] a correction in January', on('2020-01-31', '2012-03-01', 'NOT_APPROVED'), null],
  [
    '[DT-13][E-05-04] a correction from February on',
    on('2020-02-01', '2012-03-01', 'NOT_APPROVED'),
    refused('E-05-04'),
  ],
  ['[DT-13][AE-17][E-05-04] years later', on('2026-11-23'), refused('E-05-04')],
  ['[DT-13][E-05-04] the stop comes first', on('2026-11-23', '2008-12-31'), refused('E-05-04')],
  ['[AE-11][E-05-01] 2008-12-31', on('2019-11-15', '2008-12-31'), refused('E-05-01')],
  ['[AE-11] 2009-01-01', on('2019-11-15', '2009-01-01'), null],
  ['[AE-11] 2015-07-14', on('2019-11-15', '2015-07-14'), null],
  [
    '[AE-11][E-05-01] 2015-07-15 belongs to ZJ-04',
    on('2019-11-15', '2015-07-15'),
    refused('E-05-01', { useInstead: 'zj-permit-project' }),
  ],
  [
    '[DT-13][E-05-01] the date of the permit before the end of the entry',
    on('2020-01-15', '2008-12-31'),
    refused('E-05-01'),
  ],
  ['[E-05-02] an unknown project has no date to be refused for', on('2019-11-15', null), null],
  ['[DT-13][ZJ-17] items are imported until the last day', imported('2015-04-15'), null],
  ['[DT-13][ZJ-17][E-17-01] none after it', imported('2015-04-16'), refused('E-17-01')],
  ['[DT-13][ZJ-17] items are imported until the last day', imported('2015-04-15'), null],
  ['[DT-13][ZJ-17][E-17-01] none after it', imported('2015-04-16'), refused('E-17-01')],
  ['[DT-13][ZJ-17] items are imported until the last day', imported('2015-04-15'), null],
  ['[DT-13][ZJ-17][E-17-01] none after it', imported('2015-04-16'), refused('E-17-01')],
  [
    '[DT-13][ZJ-27][E-27-01] projects are filed not before',
    filed('2015-02-28'),
    refused('E-27-01'),
  ],
  ['[DT-13][ZJ-27] from the first day', filed('2015-03-01'), null],
  ['[DT-13][ZJ-27] to the last', filed('2015-04-14'), null],
  ['[DT-13][ZJ-27][E-27-01] and not after', filed('2015-04-15'), refused('E-27-01')],
  [
    '[DT-13][ZJ-15] credit until the last day, of the last three years',
    credit('2019-12-30', '2016-12-30'),
    null,
  ],
  ['[DT-13][ZJ-15][E-15-01] the day after', credit('2019-12-31', '2019-01-01'), refused('E-15-01')],
  [
    '[DT-13][ZJ-15][OP-35] returned items are corrected later',
    credit('2020-03-01', '2019-01-01', 'RETURNED'),
    null,
  ],
  [
    '[DT-13][ZJ-15][E-15-02] older than three years',
    credit('2019-12-30', '2016-12-29'),
    refused('E-15-02'),
  ],
  ['[DT-13] other flows have no date here', { ...on('2026-11-23'), flow: 'ZJ-04' }, null],
]);
