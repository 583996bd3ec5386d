import { testDecision } from '../../harness/decisions';

const given = (contractMode: string | null) => ({
  data: {
    permitNo: '330282202609220101',
    projectName: '示例家园',
    builderUscc: '913301090000000A2U',
    issuingAuthority: 'county-330282',
    contractMode,
  },
  applicant: { organisation: 'permit-system-one' },
});

const expected = (contractMode: string | null) => ({
  title: '施工许可 · 330282202609220101 · 示例家园',
  parties: { builder: 'enterprise-913301090000000A2U', permitIssuer: 'county-330282' },
  variables: {
    builderGroup: 'enterprise-913301090000000A2U',
    authorityGroup: 'county-330282',
    contractMode,
  },
});

testDecision('zj-permit-intake-intake', [
  ['[ZJ-21] a permit that tells its kind', given('GC'), expected('GC')],
  ['[ZJ-21] one that leaves it empty', given(''), expected(null)],
  ['[ZJ-21] one that does not tell it', given(null), expected(null)],
]);
