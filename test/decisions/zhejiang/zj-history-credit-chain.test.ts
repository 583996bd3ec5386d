import { testDecision } from '../../harness/decisions';

const by = (organisation: string) => ({ applicant: { organisation } });

testDecision('zj-history-credit-chain', [
  ['[DT-12][ZJ-15] a county', by('county-330282'), { reportTo: 'CITY', cityConfirms: true }],
  ['[DT-12][ZJ-15] a city', by('city-330200'), { reportTo: 'PROVINCE', cityConfirms: false }],
  ['[DT-12][OP-35][E-15-06] the province', by('province-330000'), { code: 'E-15-06' }],
  ['[DT-10][DT-12][E-15-03] an enterprise', by('enterprise-甲'), { code: 'E-15-03' }],
  ['[DT-12][E-00-01] an office of elsewhere', by('county-500103'), { code: 'E-00-01' }],
]);
