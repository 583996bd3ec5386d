import { testDecision } from '../../harness/decisions';

const items = [{ field: 'contractAmount', currentValue: '1200', value: '1250', reason: '笔误' }];

testDecision('cq-ministry-push-body', [
  [
    '[CQ-03][G-07] the written application, under key and version of the push',
    {
      push: { target: 'MINISTRY', key: 'k', version: 1 },
      case: { number: 'CQ-1' },
      fields: { documentNo: '渝建函〔2024〕77号', recordKey: 'P|CONTRACT|U' },
      data: { projectNo: '5001032401010101', stage: 'CONTRACT', items },
      parties: { applicant: 'enterprise-X' },
    },
    {
      ...{ key: 'k', version: 1, record: 'ERRATUM_APPLICATION', caseNumber: 'CQ-1', items },
      ...{ documentNo: '渝建函〔2024〕77号', recordKey: 'P|CONTRACT|U', stage: 'CONTRACT' },
    },
  ],
]);
