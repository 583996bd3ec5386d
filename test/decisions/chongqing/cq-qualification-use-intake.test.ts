import { testDecision } from '../../harness/decisions';
import { CONTRACTOR, PROJECT } from './entry';
import { erratum } from './stored';

const project = { kind: 'project', key: PROJECT };

testDecision('cq-qualification-use-intake', [
  [
    '[CQ-03][CQ-03-R02] the project',
    erratum({ data: { applicationNo: 'ZZ-1' } }),
    { title: '资质申报引用 · ZZ-1 · 某中心项目', variables: { cited: [project] } },
  ],
  [
    '[CQ-03][OP-13] and the records that were cited',
    erratum({ data: { stages: ['CONTRACT', 'TENDER'] } }),
    {
      variables: {
        cited: [project, { kind: 'stage-record', key: `${PROJECT}|CONTRACT|${CONTRACTOR}` }],
      },
    },
  ],
]);
