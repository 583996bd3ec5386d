import { testSupported } from '../../harness/judged-decisions';
import { PROJECT } from './entry';
import { OBJECTION_RULES, objection } from './objection';

testSupported(
  'cq-objection-intake',
  [
    [
      '[CQ-02] against which application',
      objection(),
      {
        title: `公示异议 · 某中心项目 · ${PROJECT}`,
        variables: {
          channel: 'OBJECTION',
          targetCase: 'c0',
          projectNo: PROJECT,
          asComplaint: false,
          authorityGroup: 'county-500103',
        },
      },
    ],
  ],
  OBJECTION_RULES,
);
