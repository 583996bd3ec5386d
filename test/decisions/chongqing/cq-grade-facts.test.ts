import { testSupported } from '../../harness/judged-decisions';
import { CONTRACTOR, PROJECT } from './entry';
import { GRADE_RULES, grades, upgrade } from './stored';

testSupported(
  'cq-grade-facts',
  [
    [
      '[CQ-05] each stage with its record and the grade of the form',
      upgrade('CQ-05', { data: { stages: ['CONTRACT', 'ACCEPT'] }, entries: grades('B', 'D') }),
      {
        businessType: 'GRADE_B_A',
        selected: [
          {
            key: `${PROJECT}|CONTRACT|${CONTRACTOR}`,
            currentGrade: 'B',
            targetGrade: 'A',
            fromGradeFits: true,
          },
          { key: `${PROJECT}|ACCEPT|-`, currentGrade: 'D', fromGradeFits: false },
        ],
      },
    ],
  ],
  GRADE_RULES.slice(0, 1),
);
