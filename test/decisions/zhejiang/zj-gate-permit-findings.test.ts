import { testDecision } from '../../harness/decisions';
import { permit } from './gate-permit';

testDecision('zj-gate-permit-findings', [
  ['[ZJ-20] all is there', permit(), { enterprises: [], people: [], missing: [] }],
  [
    '[ZJ-20] who is not in the library, and what is not filled in',
    permit({
      data: { projectName: null, ownerName: null, contractMode: null, works: null },
      enterprise: { found: false },
      person: { found: true, status: 'DOUBTFUL', person: 'P-1' },
      place: { found: false },
    }),
    {
      ...{ enterprises: ['U-1'], people: ['P-1'] },
      missing: ['项目名称', '工程项目所在地', '建设单位', '承包方式', '工程类别'],
    },
  ],
  [
    '[ZJ-20] nobody is named',
    { data: {}, refs: {} },
    {
      ...{ enterprises: [], people: [] },
      missing: [
        ...['项目名称', '工程项目所在地', '建设单位', '承包方式', '工程类别'],
        ...['施工单位', '施工项目负责人'],
      ],
    },
  ],
]);
