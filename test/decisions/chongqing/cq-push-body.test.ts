import { testDecision } from '../../harness/decisions';

testDecision('cq-push-body', [
  [
    '[CQ-02][G-07] the stages that were confirmed, under key and version of the push',
    {
      push: { target: 'NATIONAL', key: 'k', version: 2 },
      fields: { projectNo: '5001032401010101', stages: ['CONTRACT'], grade: 'D' },
      data: { projectName: '示例', contract: { contractNo: '1' }, tender: { tenderNo: '2' } },
      parties: { applicant: 'enterprise-X' },
    },
    {
      ...{ key: 'k', version: 2, projectNo: '5001032401010101', applicant: 'enterprise-X' },
      stages: [{ stage: 'CONTRACT', content: { contractNo: '1' } }],
    },
  ],
]);
