import { testDecision } from '../../harness/decisions';

const required = (label: string) => ({ label, required: true });
const optional = (label: string) => ({ label, required: false });
const facts = (flow: string, category?: string) => ({ flow, data: category ? { category } : {} });
const subcontract = required('专业分包合同');
const acceptanceRecord = required('分部（分项）工程质量验收记录');
const other = optional('其他附件材料');

/** Flow, category, papers: as in the requirements, table DT-05. */
const table: [string, string | undefined, { label: string; required: boolean }[]][] = [
  ['ZJ-01', 'REGISTERED', [required('执业证书扫描件')]],
  ['ZJ-01', 'TITLE', [required('职称证书扫描件')]],
  ['ZJ-01', 'SITE', [required('岗位证书扫描件')]],
  ['ZJ-01', 'TESTING_POST', [required('岗位证书扫描件')]],
  ['ZJ-02C', undefined, [required('解聘证明原件')]],
  ['ZJ-02C-OBJECTION', undefined, [optional('书面反对意见'), optional('相关证明材料')]],
  ['ZJ-03', undefined, [optional('技术负责人（或注册人员）基本情况及业绩表')]],
  ['ZJ-22-HISTORY', undefined, [required('五方主体竣工验收报告')]],
  ['ZJ-06', undefined, [required('相关扫描件')]],
  ['ZJ-10-1', undefined, [required('相关扫描件')]],
  ['ZJ-09', undefined, [required('附件材料')]],
  ['ZJ-10-3', undefined, [required('附件材料')]],
  ['ZJ-11', undefined, [required('附件材料')]],
  ['ZJ-12', undefined, [required('奖项证明文件')]],
  [
    'ZJ-13',
    undefined,
    [required('处罚、处理决定或法律文书'), optional('书面函告'), optional('严重失信认定文件')],
  ],
  ['ZJ-14', undefined, [required('处罚、处理决定或法律文书')]],
  ['ZJ-15', undefined, [optional('证明文件')]],
  ['ZJ-24', undefined, [optional('变更证明材料')]],
  ['ZJ-25', undefined, [optional('证据材料')]],
];

testDecision('zj-attachments', [
  ...table.map(([flow, category, papers]) => {
    const name = `[DT-05][${flow}] ${category ?? ''} ${papers.map(({ label }) => label)}`;
    return [name, facts(flow, category), papers] as [string, object, unknown];
  }),
  [
    '[DT-05][ZJ-13][ZJ-14][E-13-08][E-14-01] blacklisted after a letter: the letter and the finding',
    { flow: 'ZJ-13', data: { creditClass: 'BLACKLIST', receivedOn: '2026-09-01' } },
    [
      { ...required('处罚、处理决定或法律文书'), code: 'E-13-08' },
      { ...required('书面函告'), code: 'E-13-08' },
      { ...required('严重失信认定文件'), code: 'E-14-01' },
    ],
  ],
  [
    '[DT-05][ZJ-13] pushed by the sharing platform: without papers',
    { flow: 'ZJ-13', data: { creditClass: 'BAD' }, applicant: { roles: ['sharing-platform'] } },
    [optional('处罚、处理决定或法律文书'), optional('书面函告'), optional('严重失信认定文件')],
  ],
  [
    '[DT-05][ZJ-01] a worker hands in one of two certificates',
    facts('ZJ-01', 'WORKER'),
    [
      { ...required('职业培训合格证书扫描件'), atLeastOneOf: 'WORKER_CERTIFICATE' },
      { ...required('职业技能证书扫描件'), atLeastOneOf: 'WORKER_CERTIFICATE' },
    ],
  ],
  [
    '[DT-05][ZJ-07][E-07-03][E-07-04] a subcontract, with the codes of what is missing',
    facts('ZJ-07'),
    [
      { ...subcontract, code: 'E-07-03', zh: '缺少专业分包合同' },
      { ...acceptanceRecord, code: 'E-07-04', zh: '缺少分部（分项）工程质量验收记录' },
      other,
    ],
  ],
  [
    '[DT-05][ZJ-10-2] the same out of the province',
    facts('ZJ-10-2'),
    [other, subcontract, acceptanceRecord],
  ],
  [
    '[DT-05][ZJ-05] a project in progress needs no report',
    { flow: 'ZJ-05', data: { acceptanceInfo: '', filingNo: '' } },
    [optional('五方主体竣工验收报告')],
  ],
  ...[{ acceptanceDate: '2014-01-20' }, { acceptanceInfo: '合格' }, { filingNo: 'BA-3' }].map(
    (data): [string, object, unknown] => [
      `[DT-05][ZJ-05][E-05-05] completion is reported: ${JSON.stringify(data)}`,
      { flow: 'ZJ-05', data },
      [{ ...required('五方主体竣工验收报告'), code: 'E-05-05' }],
    ],
  ),
  ...[true, false].map((pushed): [string, object, unknown] => [
    `[DT-05][ZJ-22][E-22-03][DD-01] five-party report: ${pushed ? 'may' : 'must'} come with an acceptance`,
    {
      ...{ flow: 'ZJ-22', data: { report: 'ACCEPTANCE' } },
      refs: { permitNo: { permit: { found: pushed } } },
    },
    [{ label: '五方主体竣工验收报告', required: !pushed }],
  ]),
  ['[DT-05] a flow without papers asks for none', facts('ZJ-23'), null],
]);
