import { testSupported } from '../../harness/judged-decisions';
import { CONTRACTOR, DESIGNER, PROJECT } from './entry';
import { ERRATUM_RULES, erratum } from './stored';

testSupported(
  'cq-erratum-intake',
  [
    [
      '[CQ-03] title, applicant and what is to be corrected',
      erratum(),
      {
        title: '勘误 · 某中心项目 · 合同登记',
        parties: { applicant: `enterprise-${CONTRACTOR}` },
        variables: {
          businessType: 'ERRATUM',
          managementLevel: 'DISTRICT',
          regionCode: '500103',
          ...{ stage: 'CONTRACT', stageName: '合同登记', part: 'contract' },
          recordKey: `${PROJECT}|CONTRACT|${CONTRACTOR}`,
          ...{ verifiedBy: 'DISTRICT', reportDocument: 'FORMAL_DOCUMENT' },
          grade: 'D',
          corrections: [{ field: 'amount', value: '1300' }],
          otherParticipants: [],
        },
      },
    ],
    [
      '[CQ-03] of a shared stage: who else is told',
      erratum({ data: { stage: 'ACCEPT' } }),
      { variables: { otherParticipants: [`enterprise-${DESIGNER}`] } },
    ],
  ],
  ERRATUM_RULES,
);
