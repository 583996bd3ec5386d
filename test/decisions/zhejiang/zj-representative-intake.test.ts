import { testDecision } from '../../harness/decisions';

const applicant = {
  organisation: 'enterprise-甲',
  uscc: '甲',
  enterprise: { data: { name: '甲', regPlace: '330109' } },
};
const REGISTERED = { code: '330109', city: '330100', placeKind: 'COUNTY_UNIT' };

testDecision('zj-representative-intake', [
  [
    '[ZJ-09] the registration city decides; publicised',
    {
      applicant,
      data: { projectName: '裂解装置', category: 'PETROCHEM', projectPlace: '330200' },
      rules: {
        'zj-project-door': { step: 'ZJ-09' },
        'zj-gc-categories': { label: '石油化工工程' },
        'zj-specialties': { label: null },
      },
    },
    {
      title: '甲 · 石油化工工程 · 裂解装置',
      parties: { applicant: 'enterprise-甲' },
      variables: {
        step: 'ZJ-09',
        item: 'PETROCHEM',
        places: {
          projectPlace: { code: '330200', city: '330200', placeKind: 'CITY_DIRECT' },
          enterpriseReg: REGISTERED,
          sector: null,
        },
        entry: {
          ...{ kind: 'representative', status: 'IN_LIBRARY', marks: ['PUBLICISED'] },
          ...{ publicityKey: 'NOPERMIT_PUBLICITY', publicityMarks: ['PUBLICISED'] },
          fields: { enterpriseUscc: '甲', enterpriseReg: REGISTERED, step: 'ZJ-09' },
        },
      },
    },
  ],
  [
    '[ZJ-11] the bureau of the sector decides; not publicised',
    {
      applicant,
      data: { projectName: '示例高速', sector: 'HIGHWAY', projectPlace: '320100' },
      rules: {
        'zj-project-door': { step: 'ZJ-11' },
        'zj-sector-bureau': { label: '公路', bureau: 'sector-330000-transport' },
      },
    },
    {
      title: '甲 · 公路 · 示例高速',
      variables: {
        step: 'ZJ-11',
        item: 'HIGHWAY',
        places: { enterpriseReg: REGISTERED, sector: 'sector-330000-transport' },
        entry: { marks: [], publicityKey: null },
      },
    },
  ],
  [
    '[ZJ-10] a project of the national platform, drawn from there',
    {
      applicant,
      data: {
        ...{ mode: 'GC', category: 'BUILDING', projectPlace: '310115' },
        nationalProject: { projectName: '虚构·一期', projectPlace: '310101', ownerName: '业主' },
      },
      rules: {
        'zj-project-door': { step: 'ZJ-10-1' },
        'zj-gc-categories': { label: '建筑工程' },
        'zj-specialties': { label: null },
      },
    },
    {
      title: '甲 · 建筑工程 · 虚构·一期',
      variables: {
        ...{ step: 'ZJ-10-1', item: 'BUILDING' },
        entry: {
          ...{ marks: [], publicityKey: null },
          fields: { projectName: '虚构·一期', projectPlace: '310101', ownerName: '业主' },
        },
      },
    },
  ],
  [
    '[ZJ-10] a specialist’s own project under it',
    {
      applicant,
      data: {
        ...{ mode: 'SUB', specialty: 'FIRE', projectName: '虚构·消防', projectPlace: '310101' },
        nationalProject: { projectName: '虚构·一期', projectPlace: '310101', ownerName: '业主' },
      },
      rules: {
        'zj-project-door': { step: 'ZJ-10-2' },
        'zj-gc-categories': { label: null },
        'zj-specialties': { label: '消防设施工程' },
      },
    },
    {
      title: '甲 · 消防设施工程 · 虚构·消防',
      variables: { item: 'FIRE', entry: { fields: { projectName: '虚构·消防' } } },
    },
  ],
]);
