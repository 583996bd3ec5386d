import { testDecision } from '../../harness/decisions';

const about = { parties: { authority: { name: '监督岗' } }, year: 2024, sequence: 4 };
const fields = {
  period: '2024-04',
  count: 12,
  ratePercent: 10,
  size: 2,
  sampleId: 'S1',
  drawn: ['CQ-1', 'CQ-2'],
  districts: [{ stratum: 'county-500103', arrived: 11, drawn: 1 }],
};

testDecision('cq-sampling-record', [
  [
    '[CQ-07b][CQ-07b-R05] population, rate, size and what was drawn',
    { ...about, fields },
    {
      title: '2024-04 每月抽查记录',
      number: '渝住建抽查〔2024〕4号',
      body: [
        '抽查月份：2024-04',
        '总体：当月由区（县）核实通过的入库、补录 12 件，比例 10%，应抽 2 件。',
        '抽查编号（种子、总体按此查）：S1',
        '抽中案件：CQ-1、CQ-2',
        '事中抽查 county-500103：上报 11 件，到件时抽中 1 件。',
      ],
    },
  ],
  [
    '[CQ-07b][AC-38] a month without population',
    { ...about, fields: { ...fields, count: 0, size: 0, drawn: null, districts: null } },
    { body: expect.arrayContaining(['无样本。']) },
  ],
]);
