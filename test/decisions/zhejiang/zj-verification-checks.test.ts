import { refused, testDecision } from '../../harness/decisions';

/** An imported item, with what its fields refer to. */
function facts(itemKind: string, refs: { enterprise?: object; person?: object } = {}, more = {}) {
  return {
    data: { itemKind },
    duplicates: 0,
    refs: {
      enterprise: {
        creditCode: { valid: true },
        regPlace: { found: true, province: '330000', placeKind: 'COUNTY_UNIT' },
        ...refs.enterprise,
      },
      person: { idNumber: { valid: true, ...refs.person } },
    },
    ...more,
  };
}

testDecision('zj-verification-checks', [
  ['[ZJ-17] an enterprise', facts('ENTERPRISE'), refused()],
  ['[ZJ-17] a person', facts('PERSON'), refused()],
  ['[ZJ-17][E-17-04] twice', facts('PERSON', {}, { duplicates: 1 }), refused('E-17-04')],
  [
    '[ZJ-17][E-17-04] an enterprise that is entered',
    facts('ENTERPRISE', { enterprise: { creditCode: { valid: true, status: 'ENTERED' } } }),
    refused('E-17-04'),
  ],
  [
    '[ZJ-17] a person of an enterprise that is entered',
    facts('PERSON', { enterprise: { creditCode: { valid: true, status: 'ENTERED' } } }),
    refused(),
  ],
  [
    '[ZJ-17][E-17-04] a person who is entered',
    facts('PERSON', { person: { status: 'LOCKED' } }),
    refused('E-17-04'),
  ],
  [
    '[ZJ-17][E-23-02] registered in another province',
    facts('ENTERPRISE', {
      enterprise: { creditCode: { valid: true }, regPlace: { found: true, province: '310000' } },
    }),
    refused('E-23-02'),
  ],
  [
    '[ZJ-17][E-23-03] no credit code',
    facts('ENTERPRISE', { enterprise: { creditCode: { valid: false } } }),
    refused('E-23-03'),
  ],
  [
    '[ZJ-17][E-01-08] no ID number',
    facts('PERSON', { person: { valid: false } }),
    refused('E-01-08'),
  ],
]);
