import { testDecision } from '../../harness/decisions';

testDecision('cq-inspection-record', [
  [
    '[CQ-07f][CQ-07f-R05] when, where, who, and what was found in each stage',
    {
      case: { number: 'CQ-1', title: '投诉举报 · 示例' },
      fields: {
        inspectedAt: '2024-05-10',
        place: '示例工地',
        inspectors: [{ account: 'one' }, { account: 'two' }],
        findings: [
          { stage: 'CONTRACT', finding: '金额一致。' },
          { stage: 'OTHER', finding: '无。' },
        ],
      },
      parties: { supervision: { name: '监督岗' } },
      year: 2024,
      sequence: 7,
    },
    {
      number: '渝住建核查〔2024〕7号',
      signer: '监督岗',
      body: [
        '案件：CQ-1“投诉举报 · 示例”',
        '核查日期：2024-05-10，地点：示例工地',
        '核查人员（账号，均已签名）：one、two',
        '合同登记：金额一致。',
        'OTHER：无。',
      ],
    },
  ],
]);
