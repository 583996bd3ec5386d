import { testDecision } from '../../harness/decisions';
import { permit } from './gate-permit';

testDecision('zj-gate-permit', [
  ['[ZJ-20][DT-22] it passes', permit(), null],
  [
    '[ZJ-20][DT-22] the enterprise',
    permit({ enterprise: { found: false } }),
    [{ code: 'E-20-01', zh: '企业未入库：U-1' }],
  ],
  [
    '[ZJ-20][DT-22][AE-92] a person, by number',
    permit({ person: { found: false, person: 'P-1' } }),
    [{ code: 'E-20-02', zh: '人员未入库：P-1' }],
  ],
  [
    '[ZJ-20][DT-22] everything that is missing',
    permit({ data: { works: null, projectName: null } }),
    [{ code: 'E-20-03', zh: '工程相关信息未填写完整：项目名称、工程类别' }],
  ],
]);
