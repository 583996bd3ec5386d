import { testDecision } from '../../harness/decisions';

testDecision('zj-violation-order', [
  [
    '[ZJ-18] number, addressee, facts, measures, what to rectify and by when',
    {
      data: { record: '示例家园' },
      parties: { authority: { name: '慈溪市住建局' }, enterprise: { name: '甲建设' } },
      fields: {
        ...{
          warningNo: '慈建警〔2026〕3号',
          finding: '合同价不实。',
          rectifyContent: '更正合同价。',
        },
        rectifyDue: '2026-10-20',
        measures: [{ label: '依法予以警告' }, { label: '责令限期整改' }],
      },
    },
    {
      title: '警告暨责令限期整改通知书',
      number: '慈建警〔2026〕3号',
      addressee: '甲建设',
      signer: '慈溪市住建局',
      body: [
        expect.stringMatching(/示例家园.*合同价不实/),
        expect.stringContaining('依法予以警告；责令限期整改'),
        expect.stringMatching(/2026年10月20日24时.*更正合同价/),
      ],
    },
  ],
]);
