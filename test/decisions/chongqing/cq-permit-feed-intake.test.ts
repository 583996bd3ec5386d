import { testDecision } from '../../harness/decisions';
import { feed } from './permit-feed';

testDecision('cq-permit-feed-intake', [
  [
    '[CQ-08] grade D and district-managed unless the feed says so',
    feed(),
    {
      title: '施工许可推送 · 500103202403110101 · 某中心项目',
      variables: {
        grade: 'D',
        managementLevel: 'DISTRICT',
        records: [
          { stage: 'BASIC', key: '5001032403110102|BASIC|-' },
          { stage: 'PERMIT', key: '5001032403110102|PERMIT|-', grade: 'D' },
        ],
        builderGroup: 'enterprise-91500103MA5TETT10P',
        changes: [
          { field: 'projectName' },
          { field: 'regionCode' },
          { field: 'managementLevel', value: 'DISTRICT' },
          { field: 'permitNo' },
          { field: 'participants' },
        ],
      },
    },
  ],
  [
    '[CQ-08] fed again: no grade falls',
    feed(
      { grade: 'C' },
      {
        projectNo: {
          valid: true,
          'stage-record': {
            entries: [
              { parts: ['5001032403110102', 'BASIC', '-'], status: 'A' },
              { parts: ['5001032403110102', 'PERMIT', '-'], status: 'D' },
            ],
          },
        },
      },
    ),
    { variables: { records: [{ grade: 'A' }, { grade: 'C' }] } },
  ],
  [
    '[CQ-08] what the feed says',
    feed({ grade: 'B', managementLevel: 'CITY' }),
    { variables: { grade: 'B', managementLevel: 'CITY' } },
  ],
]);
