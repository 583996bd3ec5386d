import { refused, testDecision } from '../../harness/decisions';

interface Given {
  way?: string | null;
  bureau?: string | null;
  duplicates?: number;
  placeKnown?: boolean;
}

function facts(given: Given = {}) {
  const { way = 'zj-sector?sector={sector}', bureau = 'sector-330000-transport' } = given;
  return {
    refs: { projectPlace: { found: given.placeKnown ?? true } },
    rules: { 'zj-project-door': { useInstead: way }, 'zj-sector-bureau': { bureau } },
    duplicates: given.duplicates ?? 0,
  };
}

testDecision('zj-sector-checks', [
  ['[ZJ-11] nothing to refuse', facts(), refused()],
  ['[ZJ-11][E-11-01] no sector', facts({ way: null, bureau: null }), refused('E-11-01')],
  [
    '[ZJ-11][E-11-01] the door knows another way',
    facts({ way: 'zj-subcontract?specialty={specialty}', bureau: null }),
    [{ code: 'E-11-01', useInstead: 'zj-subcontract?specialty={specialty}' }],
  ],
  ['[ZJ-11][E-11-05] no bureau for it', facts({ bureau: null }), refused('E-11-05')],
  ['[ZJ-11][E-11-06] there already', facts({ duplicates: 1 }), refused('E-11-06')],
  ['[ZJ-11][E-11-07] no such place', facts({ placeKnown: false }), refused('E-11-07')],
]);
