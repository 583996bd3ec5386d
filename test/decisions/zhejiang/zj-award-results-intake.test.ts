import { testDecision } from '../../harness/decisions';

const application = {
  ...{ id: 'c1', process: 'zj-award', open: true, status: 'RECOMMENDED' },
  data: { award: 'QIANJIANG_CUP' },
};
const data = {
  ...{ award: 'QIANJIANG_CUP', year: 2026, projectName: '家园', uscc: '甲', result: 'WON' },
};
const given = (related: object[]) => ({
  ...{ data, related, applicant: { organisation: 'platform' } },
});
const alone = { application: null, flags: ['NO_APPLICATION'] };

testDecision('zj-award-results-intake', [
  [
    '[ZJ-16][4.10] of an application that was recommended',
    given([{ ...application, id: 'c0', status: 'SELECTION_REVIEW' }, application]),
    {
      title: '评选结果 · 省“钱江杯”优质工程 · 2026 · 家园 · 获奖',
      parties: { enterprise: 'enterprise-甲' },
      variables: { result: 'WON', application: 'c1', flags: [], places: { basis: 'PROVINCE' } },
    },
  ],
  ['[ZJ-16] without any', given([]), { variables: alone }],
  [
    '[ZJ-16] for another award, or one that is over',
    given([
      { ...application, data: { award: 'STANDARD_SITE' } },
      { ...application, open: false },
    ]),
    { variables: alone },
  ],
]);
