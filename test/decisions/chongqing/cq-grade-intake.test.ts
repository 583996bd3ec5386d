import { testSupported } from '../../harness/judged-decisions';
import { CONTRACTOR, PROJECT } from './entry';
import { GRADE_RULES, upgrade } from './stored';

testSupported(
  'cq-grade-intake',
  [
    [
      '[CQ-04] title, applicant and records',
      upgrade('CQ-04', { data: { stages: ['CONTRACT', 'ACCEPT'] } }),
      {
        title: '升为B级 · 某中心项目 · 合同登记、竣工验收',
        parties: { applicant: `enterprise-${CONTRACTOR}` },
        variables: {
          businessType: 'GRADE_D_B',
          managementLevel: 'DISTRICT',
          regionCode: '500103',
          targetGrade: 'B',
          records: [
            {
              ...{ stage: 'CONTRACT', name: '合同登记', part: 'contract' },
              ...{ key: `${PROJECT}|CONTRACT|${CONTRACTOR}`, currentGrade: 'D' },
            },
            { stage: 'ACCEPT', key: `${PROJECT}|ACCEPT|-`, currentGrade: 'D' },
          ],
        },
      },
    ],
  ],
  GRADE_RULES,
);
