import { testDecision } from '../../harness/decisions';
import { CONTRACTOR, DESIGNER, PROJECT } from './entry';
import { corrected, erratum } from './stored';

/** The leader's ID number, masked as decisions see it, and what its digits tell. */
function idNumber(valid: boolean) {
  const row = { field: 'leaderId', personalIdNumber: '330***********0011', reason: '漏填' };
  const facts = erratum({ data: { items: [row] } });
  return { ...facts, refs: { ...facts.refs, items: [{ personalIdNumber: { valid } }] } };
}

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
  ...(
    [
      ['1300', 0],
      ['1300.5', 0],
      ['１３００', 1],
      ['1e3', 1],
      ['0x10', 1],
      ['-1', 1],
      ['一千', 1],
    ] as const
  ).map(([value, wrong]): [string, object, object] => [
    `[CQ-03][T8] in the place of a number, ${value} is ${wrong ? 'wrong' : 'right'}`,
    erratum(corrected('amount', value)),
    { wrong },
  ]),
  ...[true, false].map((valid): [string, object, object] => [
    `[CQ-03][T13] an ID number whose check character is ${valid ? 'right' : 'wrong'}`,
    idNumber(valid),
    { wrong: valid ? 0 : 1, changed: 1 },
  ]),
  ...(
    [
      ['2023-02-02', 0],
      ['2023-02-30', 1],
      ['2023/2/2', 1],
    ] as const
  ).map(([value, wrong]): [string, object, object] => [
    `[CQ-03][T8] in the place of a day, ${value} is ${wrong ? 'wrong' : 'right'}`,
    erratum(corrected('signedOn', value)),
    { wrong },
  ]),
]);
