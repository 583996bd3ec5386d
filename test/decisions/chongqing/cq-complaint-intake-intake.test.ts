import { testDecision } from '../../harness/decisions';
import { PROJECT } from './entry';
import { open } from './stored';

const complaint = (data: object) => ({
  data: { projectNo: PROJECT, allegation: 'FRAUD', ...data },
  refs: { projectNo: { found: true, data: { projectName: '某中心项目' } } },
  applicant: { organisation: 'public' },
  related: [open('cq-erratum', {}), { ...open('cq-grade-d-b', {}), id: 'c2', open: false }],
});

testDecision('cq-complaint-intake-intake', [
  [
    '[CQ-07] what it is about and which cases it concerns',
    complaint({ anonymous: true }),
    {
      title: `投诉举报 · 造假 · 某中心项目 · ${PROJECT}`,
      variables: { allegation: 'FRAUD', anonymous: true, complaintCases: ['c1'] },
    },
  ],
]);
