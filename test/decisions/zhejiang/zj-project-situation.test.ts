import { testDecision } from '../../harness/decisions';

const NONE = { found: false };
const pushed = (contractMode: string) => {
  return { found: true, data: { issueDate: '2016-03-01', contractMode } };
};
const imported = { found: true, data: { issueDate: '2012-03-01' } };

testDecision('zj-project-situation', [
  [
    '[DT-02] as the door asks: of no sector, 机电 in the province, under a pushed permit',
    {
      data: { sector: 'NONE', inProvince: 'YES', mode: 'GC', category: 'MEP' },
      refs: { permitNo: { permit: pushed('GC'), project: NONE } },
    },
    {
      ...{ sector: 'NONE', inProvince: true, mode: 'GC', way: 'ZJ-09' },
      ...{ permit: true, permitDate: '2016-03-01', answered: true, outsideBM: null },
    },
  ],
  [
    '[DT-02] as the form of a flow tells: the place of the project, one field for all categories',
    {
      data: { mode: 'STANDALONE', category: 'LIGHTING', outsideBM: 'NO', projectPlace: '330109' },
      refs: { permitNo: { permit: NONE, project: NONE } },
    },
    { sector: 'NONE', inProvince: true, way: 'ZJ-09', permit: false, outsideBM: false },
  ],
  [
    '[DT-02] an imported project counts as a permit, but not for a subcontract',
    {
      data: { inProvince: 'YES', mode: 'GC', category: 'BUILDING' },
      refs: { permitNo: { permit: NONE, project: imported } },
    },
    { way: 'ZJ-04', permit: true, permitDate: '2012-03-01' },
  ],
  [
    '[DT-02] nor does the permit of a standalone project',
    {
      data: { inProvince: 'YES', mode: 'SUB', specialty: 'FIRE' },
      refs: { permitNo: { permit: pushed('STANDALONE'), project: imported } },
    },
    { way: 'ZJ-07', permit: false },
  ],
  [
    '[DT-02] out of the province the national platform knows, if it answers',
    {
      data: { mode: 'SUB', specialty: 'FIRE', projectPlace: '320100' },
      refs: { nationalPermitNo: { answered: false, found: false } },
    },
    { inProvince: false, way: 'ZJ-10-2', permit: false, answered: false },
  ],
]);
