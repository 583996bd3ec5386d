import { refused, testDecision } from '../../harness/decisions';

const given = (data: object = {}, issueDate = '2023-03-11') => ({
  data,
  refs: { permitNo: { found: true, data: { issueDate } } },
});

testDecision('cq-plausibility', [
  [
    '[CQ-02] dates in their order',
    given({
      basic: { area: 42000 },
      tender: { tenderDate: '2023-02-01' },
      contract: { signDate: '2023-02-01' },
      drawing: { reviewDate: '2023-03-11' },
      acceptance: { startDate: '2023-03-12', acceptanceDate: '2023-11-20' },
      completionAcceptanceDate: '2023-11-20',
    }),
    refused(),
  ],
  ['[CQ-02] nothing entered', given(), refused()],
  [
    '[CQ-02] tender, contract and acceptance the wrong way round',
    given({
      tender: { tenderDate: '2023-12-02' },
      contract: { signDate: '2023-12-01' },
      completionAcceptanceDate: '2023-11-20',
    }),
    refused('TENDER_AFTER_CONTRACT', 'CONTRACT_AFTER_ACCEPTANCE', 'TENDER_AFTER_ACCEPTANCE'),
  ],
  [
    '[CQ-02] drawings reviewed after the permit',
    given({ drawing: { reviewDate: '2023-03-12' } }),
    refused('DRAWING_AFTER_PERMIT'),
  ],
  [
    '[CQ-02] accepted before it was begun, and on two days',
    given({
      acceptance: { startDate: '2023-11-21', acceptanceDate: '2023-11-20' },
      completionAcceptanceDate: '2023-11-19',
    }),
    refused('START_AFTER_COMPLETION', 'ACCEPTANCE_DATES_DIFFER'),
  ],
  ['[CQ-02] of what size?', given({ basic: { address: '示例路' } }), refused('NO_SIZE')],
]);
