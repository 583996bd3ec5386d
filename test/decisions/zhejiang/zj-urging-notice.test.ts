import { testDecision } from '../../harness/decisions';

const given = {
  year: 2026,
  sequence: 12,
  text: '请核实。',
  data: { gcPermitNo: '330282202609220101', projectName: '精装修', contractNo: 'HT-1' },
  refs: { gcPermitNo: { data: { projectName: '示例家园' } } },
  rules: { 'zj-specialties': { label: '建筑装修装饰工程' } },
  parties: {
    authority: { name: '慈溪市住房和城乡建设局', documentPrefix: '慈建' },
    generalContractor: { name: '甲建设' },
    applicant: { name: '乙装饰' },
  },
  deadlines: {
    GC_CONFIRM_3: { n: 3, dueAt: '2026-10-10T16:00:00.000Z' },
    GC_AFTER_NOTICE: { n: 3, dueAt: '2026-10-15T16:00:00.000Z' },
  },
};

testDecision('zj-urging-notice', [
  [
    '[ZJ-07] number, addressee, project, permit, content, both limits and who issues it',
    given,
    {
      title: '督促单',
      number: '慈建督〔2026〕12号',
      addressee: '甲建设',
      signer: '慈溪市住房和城乡建设局',
      body: [
        expect.stringMatching(
          /示例家园.*330282202609220101.*乙装饰.*精装修.*建筑装修装饰工程.*HT-1/,
        ),
        expect.stringMatching(/3个工作日.*2026年10月10日24时/),
        '请核实。',
        expect.stringMatching(/2026年10月15日24时.*总承包企业未确认/),
      ],
    },
  ],
  [
    '[ZJ-07] without own words, and of a specialty that is gone, it still asks for a reply first',
    { ...given, text: null, rules: {} },
    {
      body: [
        expect.any(String),
        expect.any(String),
        expect.stringContaining('先回复'),
        expect.any(String),
      ],
    },
  ],
]);
