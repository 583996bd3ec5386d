import { testDecision } from '../../harness/decisions';
import { PROJECT } from './entry';

const complaint = (data: object) => ({
  data: { projectNo: PROJECT, allegation: 'FRAUD', ...data },
  refs: { projectNo: { found: true, data: { projectName: '某中心项目' } } },
  applicant: { organisation: 'public' },
});

testDecision('cq-complaint-intake-intake', [
  [
    '[CQ-07] what it is about',
    complaint({}),
    {
      title: `投诉举报 · 造假 · 某中心项目 · ${PROJECT}`,
      variables: { allegation: 'FRAUD', projectNo: PROJECT, applicantGroup: 'public' },
    },
  ],
]);
