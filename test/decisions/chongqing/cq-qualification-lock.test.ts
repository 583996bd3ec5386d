import { testDecision } from '../../harness/decisions';
import { CONTRACTOR, record } from './entry';
import { erratum } from './stored';

const MARKS = ['USED_IN_QUALIFICATION'];
const cited = (stage: string) => ({ entries: [record(stage, CONTRACTOR, { marks: MARKS })] });

testDecision('cq-qualification-lock', [
  ['[CQ-03][CQ-03-R02] cited by nobody', erratum(), { used: false, scope: null }],
  [
    '[CQ-03][CQ-03-R02][OP-13] the whole project, whichever stage was cited',
    erratum({ marks: MARKS }),
    { used: true, scope: 'PROJECT' },
  ],
  [
    '[CQ-03][OP-13] the record of the stage',
    erratum(cited('CONTRACT')),
    { used: true, scope: 'STAGE' },
  ],
  ['[CQ-03][OP-13] that of another stage', erratum(cited('TENDER')), { used: false }],
]);
