import { testDecision } from '../../harness/decisions';

const of = (library: string, kind: string, status: string) => {
  return { library, kind, status, marks: [] };
};
const drawn = { drawable: true, reason: '代表工程业绩库在库，政务服务网可提取，计入资质业绩' };
const not = (reason: string) => ({ drawable: false, reason });

testDecision('common-visibility', [
  [
    '[DT-18][ZJ-26] a public credit record',
    of('credit', 'credit', 'PUBLISHED'),
    { drawable: true, reason: '信用信息已公开，政务服务网可提取' },
  ],
  [
    '[DT-18][OP-50] a credit record that was withdrawn or repaired',
    of('credit', 'credit', 'REPAIRED'),
    not('异议成立或者已修复的信用信息不再提供'),
  ],
  [
    '[DT-18][OP-44] what is over',
    { ...of('credit', 'credit', 'PUBLISHED'), over: true },
    not('公开期限已满，不再提供，不再计算'),
  ],
  ['[DT-18] approved performance', of('representative', 'representative', 'IN_LIBRARY'), drawn],
  [
    '[DT-18] withdrawn performance',
    of('representative', 'representative', 'WITHDRAWN'),
    not('不在代表工程业绩库，不计入资质业绩'),
  ],
  [
    '[DT-18][AE-89] a person who was found true',
    of('base', 'person', 'LOCKED'),
    { drawable: true, reason: '人员已核实入库，政务服务网可提取' },
  ],
  [
    '[DT-18] a project of the library',
    of('projects', 'project', 'ENTERED'),
    not('工程项目库的记录不直接计入资质业绩；录入代表工程业绩（ZJ-06）入库后计入'),
  ],
  [
    '[DT-18] what waits for verification',
    of('doubtful', 'subcontract-performance', 'DOUBTFUL'),
    not('存疑库的记录待核实，核实前不计入'),
  ],
  [
    '[DT-18][ZJ-01] a certificate that was approved',
    of('personnel', 'qualification', 'ENTERED'),
    { drawable: true, reason: '人员信息库在库，政务服务网可提取，计入资质申报的人员' },
  ],
  [
    '[DT-18][ZJ-01] who employs somebody',
    of('personnel', 'person', 'LOCKED'),
    not('人员记录说明其聘用企业；资质申报使用其证书记录'),
  ],
  ...(
    [
      ['PUBLICITY', not('公示期间的个人业绩不能使用')],
      [
        'USABLE',
        {
          drawable: true,
          reason: '公示无异议的个人业绩，可用于最低等级资质申请或变更技术负责人',
        },
      ],
      ['SUSPENDED', not('投诉成立或人员已离开的个人业绩不能使用')],
    ] as const
  ).map(
    ([status, said]) =>
      [
        `[DT-18][ZJ-03] personal performance that is ${status}`,
        of('personnel', 'personal-performance', status),
        said,
      ] as [string, object, unknown],
  ),
  [
    '[DT-18] a permit',
    of('permits', 'permit', 'PUSHED'),
    not('施工许可信息供关联和核对，本身不是业绩'),
  ],
  [
    '[DT-18] another library',
    of('base', 'enterprise', 'ENTERED'),
    not('该库的记录不向资质申报系统提供'),
  ],
]);
