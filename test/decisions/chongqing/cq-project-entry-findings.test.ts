import { testDecision } from '../../harness/decisions';
import { application, DESIGNER, ENTRY_RULES, supplement } from './entry';

testDecision(
  'cq-project-entry-findings',
  [
    [
      '[CQ-01] what is missing in a supplement without permit feed',
      supplement({ permit: null, data: { stages: ['CONTRACT'] } }),
      { derived: 'SUPPLEMENT', missing: ['BASIC', 'TENDER', 'DRAWING', 'ACCEPT', 'INDICATOR'] },
    ],
    [
      '[CQ-01] acceptance is not missing where another unit enters',
      supplement({ uscc: DESIGNER, data: { applicantRole: 'DESIGN', stages: ['CONTRACT'] } }),
      { missing: ['TENDER', 'DRAWING', 'INDICATOR'], missingText: '招投标、施工图审查、业绩指标' },
    ],
    ['[CQ-01] nothing is in an entry', application({ data: { stages: [] } }), { missing: [] }],
    [
      '[CQ-01] an old permit number is no mistake',
      (() => {
        const facts = application();
        const permitNo = { found: true, 'permit-number': { valid: false }, valid: false };
        return { ...facts, refs: { ...facts.refs, permitNo } };
      })(),
      { invalid: [] },
    ],
  ],
  ENTRY_RULES.slice(0, -1),
);
