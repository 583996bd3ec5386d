import { testDecision } from '../../harness/decisions';

testDecision('cq-district-report', [
  [
    '[CQ-07d][CQ-07d-R02] formal document: number, date, commitment',
    {
      case: { number: 'CQ-1', title: '升为A级 · 示例' },
      data: { projectNo: 'P1' },
      fields: { documentNo: '渝某建文〔2024〕18号', documentDate: '2024-10-12' },
      parties: { authority: { name: '渝中区住房城乡建委' } },
    },
    {
      number: '渝某建文〔2024〕18号',
      addressee: '市住房城乡建委',
      signer: '渝中区住房城乡建委',
      body: [
        expect.stringContaining('项目编号 P1'),
        '我单位承诺所报材料真实、准确。',
        '成文日期：2024-10-12',
      ],
    },
  ],
]);
