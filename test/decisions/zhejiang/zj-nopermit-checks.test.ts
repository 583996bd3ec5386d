import { refused, testDecision } from '../../harness/decisions';

const door = (code: string | null, useInstead: string | null = null) => {
  return { code, useInstead, zh: code && '理由', en: code && 'reason' };
};
const OWN = door(null, 'zj-nopermit?mode={mode}');

interface Given {
  mode?: string;
  label?: [gc: string | null, specialty: string | null];
  way?: object;
  more?: object;
  indicators?: object[];
}

function facts(given: Given = {}) {
  const { mode = 'GC', label = ['石油化工工程', null], way = OWN } = given;
  return {
    data: { mode, indicators: given.indicators ?? [{ name: '产量', value: '1' }] },
    refs: { projectPlace: { found: true } },
    rules: {
      'zj-project-door': way,
      'zj-gc-categories': { label: label[0] },
      'zj-specialties': { label: label[1] },
    },
    duplicates: 0,
    applicant: { enterprise: { data: { regPlace: '330109' } } },
    ...given.more,
  };
}

testDecision('zj-nopermit-checks', [
  ['[ZJ-09] nothing to refuse', facts(), refused()],
  [
    '[ZJ-09][E-09-06] a specialty as general contracting',
    facts({ label: [null, '环保工程'], way: door('E-00-02') }),
    refused('E-09-06'),
  ],
  [
    '[ZJ-09][E-09-06] a category of general contracting as a specialty',
    facts({ mode: 'STANDALONE', way: door('E-09-01') }),
    refused('E-09-06'),
  ],
  ['[ZJ-09][E-09-02] the word of the door', facts({ way: door('E-09-02') }), refused('E-09-02')],
  ['[ZJ-09][E-09-03] of a permit', facts({ way: door('E-09-03') }), refused('E-09-03')],
  ['[ZJ-09][E-10-06] and outside', facts({ way: door('E-10-06') }), refused('E-10-06')],
  [
    '[ZJ-09][E-09-01] any other category',
    facts({ label: [null, null], way: door('E-00-02') }),
    refused('E-09-01'),
  ],
  [
    '[ZJ-09][E-09-03] a specialty with a permit',
    facts({
      mode: 'STANDALONE',
      label: [null, '环保工程'],
      way: door(null, 'zj-standalone-project?permitNo={permitNo}'),
    }),
    [{ code: 'E-09-03', useInstead: 'zj-standalone-project?permitNo={permitNo}' }],
  ],
  [
    '[ZJ-09][E-09-01] building works with a permit',
    facts({ way: door(null, 'zj-permit-project?permitNo={permitNo}') }),
    [{ code: 'E-09-01', useInstead: 'zj-permit-project?permitNo={permitNo}' }],
  ],
  [
    '[ZJ-09][E-09-09] a place outside the province',
    facts({ way: door(null, 'zj-out-of-province?mode={mode}&category={category}') }),
    [{ code: 'E-09-09' }],
  ],
  ['[ZJ-09][E-09-04] no indicators', facts({ indicators: [] }), refused('E-09-04')],
  ['[ZJ-09][E-09-08] there already', facts({ more: { duplicates: 1 } }), refused('E-09-08')],
  [
    '[ZJ-09][E-09-10] no such place',
    facts({ more: { refs: { projectPlace: { found: false } } } }),
    refused('E-09-10'),
  ],
  [
    '[ZJ-09][E-06-07][OP-42] an enterprise of another province',
    facts({ more: { applicant: { enterprise: { data: { regPlace: '320100' } } } } }),
    refused('E-06-07'),
  ],
  [
    '[ZJ-09][E-06-07] one that is in no library',
    facts({ more: { applicant: { enterprise: { found: false } } } }),
    refused('E-06-07'),
  ],
]);
