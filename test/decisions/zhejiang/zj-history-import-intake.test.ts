import { testDecision } from '../../harness/decisions';

testDecision('zj-history-import-intake', [
  [
    '[ZJ-05] the builder is told as a party, the state is that of the table',
    {
      data: {
        permitNo: '330282201203010101',
        projectName: '示例家园',
        builderUscc: '913301090000000A2U',
        indicators: [],
      },
      applicant: { organisation: 'person-service-account-data-importer' },
    },
    {
      title: '历史项目导入 · 330282201203010101 · 示例家园',
      parties: { builder: 'enterprise-913301090000000A2U' },
      variables: { status: 'IMPORTED', marks: ['IN_PROGRESS'] },
    },
  ],
]);
