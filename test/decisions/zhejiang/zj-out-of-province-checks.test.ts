import { refused } from '../../harness/decisions';
import { testSupported } from '../../harness/judged-decisions';

const JIA = '913301090000000A2U';
/** What the national platform has of a building project of 甲 in 上海, as the form holds it. */
const NATIONAL = { category: 'BUILDING', contractorUscc: JIA, projectPlace: '310101' };
const FOUND = { answered: true, found: true };
const NOT_FOUND = { answered: true, found: false };
const SILENT = { answered: false, found: false };

interface Given {
  data?: object;
  national?: object | null;
  answer?: object;
  province?: string | null;
  duplicates?: number;
}

function facts(given: Given) {
  const { national = NATIONAL, answer = FOUND, province = '310000', duplicates = 0 } = given;
  const data = { projectPlace: '310101', nationalProject: national, ...given.data };
  return {
    flow: 'ZJ-10',
    data,
    refs: {
      nationalPermitNo: answer,
      projectPlace: province ? { found: true, province } : { found: false },
    },
    applicant: { uscc: JIA },
    duplicates,
  };
}
const GENERAL = { mode: 'GC', category: 'BUILDING', nationalPermitNo: '1' };
const general = (given: Given = {}) => facts({ ...given, data: { ...GENERAL, ...given.data } });
const SPECIALIST = { mode: 'SUB', specialty: 'CURTAIN_WALL', nationalPermitNo: '1' };
const specialist = (given: Given = {}) =>
  facts({ ...given, data: { ...SPECIALIST, ...given.data } });
const WITHOUT = {
  mode: 'GC',
  category: 'PETROCHEM',
  indicators: [{ name: '年产量', value: '10' }],
};
const without = (given: Given = {}) =>
  facts({ national: null, ...given, data: { ...WITHOUT, ...given.data } });

testSupported(
  'zj-out-of-province-checks',
  [
    ['[ZJ-10][AE-43] a project of 甲 on the platform', general(), refused()],
    [
      '[ZJ-10][E-10-01][AE-44] not on the platform',
      general({ answer: NOT_FOUND, national: null }),
      [{ code: 'E-10-01', field: 'nationalPermitNo' }],
    ],
    [
      '[ZJ-10][E-10-08] the platform does not answer',
      general({ answer: SILENT, national: null }),
      [{ code: 'E-10-08', field: 'nationalPermitNo' }],
    ],
    [
      '[ZJ-10][E-10-02] a railway on the platform',
      general({ national: { ...NATIONAL, category: 'RAILWAY' } }),
      refused('E-10-02'),
    ],
    [
      '[ZJ-10][E-10-02] a category that nobody knows',
      general({ national: { ...NATIONAL, category: null } }),
      refused('E-10-02'),
    ],
    [
      '[ZJ-10][E-10-07] of another enterprise',
      general({ national: { ...NATIONAL, contractorUscc: '另一家' } }),
      refused('E-10-07'),
    ],
    ['[ZJ-10][E-10-09] there already', general({ duplicates: 1 }), refused('E-10-09')],
    [
      '[ZJ-10][E-10-10] in another province than the platform says',
      general({ data: { projectPlace: '320102' }, province: '320000' }),
      refused('E-10-10'),
    ],
    ['[ZJ-10][AE-45] a specialist under another’s permit', specialist(), refused()],
    [
      '[ZJ-10][AE-45] whoever the general contractor is',
      specialist({ national: { ...NATIONAL, contractorUscc: '另一家' } }),
      refused(),
    ],
    [
      '[ZJ-10][E-10-01] under a permit that is not there',
      specialist({ answer: NOT_FOUND, national: null }),
      refused('E-10-01'),
    ],
    [
      '[ZJ-10][E-10-06] none of the 14',
      specialist({ data: { specialty: 'ANCIENT_REPAIR' } }),
      [{ code: 'E-10-06', field: 'specialty' }],
    ],
    [
      '[ZJ-10][E-10-06][AE-47] a railway',
      without({ data: { category: 'RAILWAY' } }),
      [{ code: 'E-10-06', field: 'category' }],
    ],
    [
      '[ZJ-10][E-10-06][AE-49] standalone historic repair',
      without({ data: { mode: 'STANDALONE', category: null, specialty: 'ANCIENT_REPAIR' } }),
      refused('E-10-06'),
    ],
    ['[ZJ-10] petrochemical works need no platform', without({ answer: SILENT }), refused()],
    ['[ZJ-10][E-09-04] no indicators', without({ data: { indicators: [] } }), refused('E-09-04')],
    ['[ZJ-10][E-09-08] the same contract', without({ duplicates: 1 }), refused('E-09-08')],
    [
      '[ZJ-10][E-09-06] a general contractor’s category as a specialty',
      without({ data: { mode: 'SUB', category: null, specialty: 'MINING' } }),
      refused('E-10-06', 'E-09-06'),
    ],
    [
      '[ZJ-10][E-10-11] in the province',
      without({ data: { projectPlace: '330282' }, province: '330000' }),
      refused('E-10-11'),
    ],
    [
      '[ZJ-10][E-10-12] no place',
      without({ data: { projectPlace: '999999' }, province: null }),
      refused('E-10-12'),
    ],
    ['[ZJ-10] nothing yet', facts({ data: { projectPlace: '' }, national: null }), refused()],
  ],
  ['zj-project-door'],
);
