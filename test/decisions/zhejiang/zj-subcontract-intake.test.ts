import { testDecision } from '../../harness/decisions';

testDecision('zj-subcontract-intake', [
  [
    '[ZJ-07] title, parties and the places that routing asks for; no personal data',
    {
      data: { projectName: '精装修', specialty: 'DECORATION', projectLeaderName: '陈**' },
      refs: {
        gcPermitNo: {
          data: {
            builderUscc: '913301090000000A2U',
            issuingAuthority: 'county-330282',
            projectPlace: '330282',
          },
        },
      },
      rules: { 'zj-specialties': { label: '建筑装修装饰工程' } },
      applicant: {
        organisation: 'enterprise-913307820000000B0C',
        enterprise: { data: { name: '乙', regPlace: '330100' } },
      },
    },
    {
      title: '乙 · 建筑装修装饰工程 · 精装修',
      parties: {
        applicant: 'enterprise-913307820000000B0C',
        generalContractor: 'enterprise-913301090000000A2U',
        permitIssuer: 'county-330282',
      },
      variables: {
        item: 'DECORATION',
        applicantGroup: 'enterprise-913307820000000B0C',
        generalContractorGroup: 'enterprise-913301090000000A2U',
        places: {
          permitIssuer: 'county-330282',
          projectPlace: { code: '330282', city: '330200', placeKind: 'COUNTY_UNIT' },
          enterpriseReg: { code: '330100', city: '330100', placeKind: 'CITY_DIRECT' },
        },
      },
    },
  ],
]);
