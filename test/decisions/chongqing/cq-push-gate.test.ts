import { refused, testDecision } from '../../harness/decisions';

const number = 'CQ-01-2024-0001';
const free = {
  case: { id: 'c1', number, marks: [] },
  related: [],
  refs: { projectNo: { found: true, marks: [] } },
  rules: { 'cq-project-entry-facts': { parentState: 'NOT_NEEDED' } },
};
const marked = (...marks: string[]) => ({ ...free, refs: { projectNo: { found: true, marks } } });
const beside = (process: string, status: string) => ({
  ...free,
  related: [{ process, status, open: true, data: { caseNumber: number } }],
});
/** A sample of this case, or of another of the project, that failed. */
const sampled = (drawnCase: string, open = true, marks = ['DOUBTFUL']) => ({
  ...free,
  related: [
    { process: 'cq-sampling-item', status: 'RECTIFYING', open, marks, data: { drawnCase } },
  ],
});
const parent = (parentState: string) => ({
  ...free,
  rules: { 'cq-project-entry-facts': { parentState } },
});

testDecision('cq-push-gate', [
  ['[CQ-02] nothing stands in the way', free, refused()],
  ['[CQ-E104] an open objection', beside('cq-objection', 'OPEN'), refused('CQ-E104')],
  [
    '[CQ-07f] the project is under a key check',
    marked('UNDER_KEY_CHECK'),
    refused('KEY_CHECK_OPEN'),
  ],
  [
    '[CQ-07f] a complaint of fraud is checked',
    beside('cq-complaint-intake', 'ON_SITE'),
    refused('KEY_CHECK_OPEN'),
  ],
  ['[CQ-07b-R07] a failed sample is not rectified', sampled('c1'), refused('SAMPLE_HOLD')],
  ['[CQ-07b-R07] one that is not decided yet', sampled('c1', true, []), refused()],
  ['[CQ-07b-R07] rectified', sampled('c1', false), refused()],
  ['[CQ-07b-R07] of another case', sampled('c2'), refused()],
  [
    '[DD-C05] a complaint is not decided yet',
    beside('cq-complaint-intake', 'REGISTERED'),
    refused('COMPLAINT_OPEN'),
  ],
  [
    '[OP-12] a late objection handled as a complaint',
    beside('cq-objection', 'REGISTERED'),
    refused('COMPLAINT_OPEN'),
  ],
  [
    '[OP-08][AC-14] the GC part is verified, not stored',
    parent('VERIFIED'),
    refused('PARENT_NOT_STORED'),
  ],
  ['[OP-08] the GC part is on the national platform', parent('ON_NATIONAL'), refused()],
]);
