import { refused, testDecision } from '../../harness/decisions';

function facts(duplicates = 0, regPlace: object = {}, valid = true) {
  const cixi = { found: true, province: '330000', placeKind: 'COUNTY_UNIT' };
  return { duplicates, refs: { regPlace: { ...cixi, ...regPlace }, creditCode: { valid } } };
}

testDecision('zj-enterprise-checks', [
  ['[ZJ-23] nothing to refuse', facts(), refused()],
  ['[ZJ-23][E-23-01] code there already', facts(1), refused('E-23-01')],
  ['[ZJ-23][E-23-02] no place', facts(0, { found: false }), refused('E-23-02')],
  ['[ZJ-23][E-23-02] another province', facts(0, { province: '320000' }), refused('E-23-02')],
  ['[ZJ-23][E-23-02] the province as a whole', facts(0, { placeKind: null }), refused('E-23-02')],
  ['[ZJ-23][E-23-03] wrong check digit', facts(0, {}, false), refused('E-23-03')],
  [
    '[ZJ-23] all at once',
    facts(1, { found: false }, false),
    refused('E-23-01', 'E-23-02', 'E-23-03'),
  ],
]);
