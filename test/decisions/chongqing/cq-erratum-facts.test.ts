import { testDecision } from '../../harness/decisions';
import { CONTRACTOR, DESIGNER, PROJECT } from './entry';
import { erratum } from './stored';

testDecision('cq-erratum-facts', [
  [
    '[CQ-03] the own record',
    erratum(),
    {
      recordKey: `${PROJECT}|CONTRACT|${CONTRACTOR}`,
      corrections: [{ field: 'amount', value: '1300' }],
      changed: 1,
      wrong: 0,
    },
  ],
  [
    '[CQ-03] that of another participant, where it is named',
    erratum({ uscc: DESIGNER, data: { recordUscc: CONTRACTOR } }),
    { recordKey: `${PROJECT}|CONTRACT|${CONTRACTOR}`, participates: true },
  ],
  [
    '[CQ-03] the shared one',
    erratum({ level: 'CITY', uscc: DESIGNER, data: { stage: 'ACCEPT' } }),
    {
      recordKey: `${PROJECT}|ACCEPT|-`,
      others: [`enterprise-${CONTRACTOR}`],
      managementLevel: 'CITY',
    },
  ],
]);
