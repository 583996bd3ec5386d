import { testDecision } from '../../harness/decisions';

const about = {
  case: { number: 'CQ-1', title: '勘误 · 示例' },
  fields: { documentNo: '渝建函〔2024〕77号', documentDate: '2024-10-14' },
};
const row = { field: 'contractAmount', currentValue: '1200', value: '1250', reason: '笔误' };
const hidden = { field: 'leaderName', personalValue: '张**', reason: '漏填' };

testDecision('cq-ministry-application', [
  [
    '[CQ-03] number, date and what is to be corrected, personal data masked',
    { ...about, data: { projectNo: 'P1', items: [row, hidden] } },
    {
      number: '渝建函〔2024〕77号',
      addressee: '住房城乡建设部',
      signer: '重庆市住房和城乡建设委员会',
      body: [
        expect.stringContaining('项目编号 P1'),
        '更正：1200 改为 1250。原因：笔误。',
        '更正：张**。原因：漏填。',
        '成文日期：2024-10-14',
      ],
    },
  ],
]);
