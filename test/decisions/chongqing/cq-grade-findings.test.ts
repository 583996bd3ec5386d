import { testSupported } from '../../harness/judged-decisions';
import { GRADE_RULES, grades, upgrade } from './stored';

testSupported(
  'cq-grade-findings',
  [
    ['[CQ-04] nothing found', upgrade('CQ-04'), { codes: [], busy: 0 }],
    [
      '[CQ-05] the grade comes before the level',
      upgrade('CQ-05', {
        level: 'CITY',
        data: { stages: ['CONTRACT', 'ACCEPT', 'TENDER'] },
        entries: grades('B', 'D'),
      }),
      { codes: ['CQ-E303', 'CQ-E302', 'CQ-E301'] },
    ],
  ],
  GRADE_RULES.slice(0, -1),
);
