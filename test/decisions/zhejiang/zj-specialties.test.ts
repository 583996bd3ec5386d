import { testDecision } from '../../harness/decisions';

/** Code and label of 1.5, and whether it counts without a permit (DT-06, third column). */
const fourteen: [string, string, boolean][] = [
  ['FOUNDATION', '地基基础工程', false],
  ['LIFTING', '起重设备安装工程', false],
  ['ELECTRONIC', '电子与智能化工程', true],
  ['FIRE', '消防设施工程', false],
  ['WATERPROOF', '防水防腐保温工程', true],
  ['BRIDGE', '桥梁工程', false],
  ['TUNNEL', '隧道工程', false],
  ['STEEL', '钢结构工程', false],
  ['DECORATION', '建筑装修装饰工程', false],
  ['BUILDING_MEP', '建筑机电安装工程', false],
  ['CURTAIN_WALL', '建筑幕墙工程', false],
  ['ANCIENT', '古建筑工程', false],
  ['LIGHTING', '城市及道路照明工程', true],
  ['ENVIRONMENT', '环保工程', true],
];

testDecision('zj-specialties', [
  ...fourteen.map(([specialty, label, withoutPermit]) => {
    const expected = {
      label,
      subcontracted: 'ZJ-07',
      standalonePermit: 'ZJ-08',
      standaloneNoPermit: withoutPermit ? 'ZJ-09' : null,
      outOfProvinceGc: 'ZJ-10-2',
      outOfProvinceStandalone: null,
    };
    return [`[DT-06] ${label}`, { data: { specialty } }, expected] as [string, object, unknown];
  }),
  [
    '[DT-06] 古建筑修缮 is not one of the 14',
    { data: { specialty: 'ANCIENT_REPAIR' } },
    {
      label: '古建筑修缮',
      subcontracted: null,
      standalonePermit: 'ZJ-08',
      standaloneNoPermit: 'ZJ-09',
      outOfProvinceGc: null,
      outOfProvinceStandalone: null,
    },
  ],
  [
    '[DT-06][E-07-02] 特种工程 is none at all',
    { data: { specialty: '特种工程' } },
    {
      label: null,
      subcontracted: null,
      standalonePermit: null,
      standaloneNoPermit: null,
      outOfProvinceGc: null,
      outOfProvinceStandalone: null,
    },
  ],
  [
    '[DT-06] a form with one field for all categories',
    { data: { category: 'LIGHTING' } },
    { label: '城市及道路照明工程' },
  ],
]);
