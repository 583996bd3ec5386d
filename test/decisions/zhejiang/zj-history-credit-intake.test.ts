import { testSupported } from '../../harness/judged-decisions';

const by = (organisation: string) => ({
  applicant: { organisation },
  data: { enterpriseName: '甲', title: '通报表扬' },
});

testSupported(
  'zj-history-credit-intake',
  [
    [
      '[ZJ-15][DT-03] R15: the city of the county that entered it',
      by('county-330282'),
      {
        title: '历史信用信息 · 甲 · 通报表扬',
        parties: { applicant: 'county-330282' },
        variables: { cityConfirms: true, places: { enterpriseReg: { city: '330200' } } },
      },
    ],
    ['[ZJ-15][DT-12] a city', by('city-330200'), { variables: { cityConfirms: false } }],
  ],
  ['zj-history-credit-chain'],
);
