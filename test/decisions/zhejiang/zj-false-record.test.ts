import { testDecision } from '../../harness/decisions';

const facts = {
  case: { number: 'ZJ-23-2026-000001', parties: { authority: 'county-330282' } },
  finding: { reason: '与登记机关记录不符', evidence: '登记机关复函' },
  foundAt: '2026-09-28T09:00:00+08:00',
};
const found = { reason: '与登记机关记录不符', evidence: '登记机关复函', violation: 'FALSE_INFO' };

testDecision('zj-false-record', [
  [
    '[ZJ-17][ZJ-23][DT-11][DD-07] what an enterprise entered of itself; the reason is not publicised',
    {
      ...facts,
      entry: { kind: 'enterprise' },
      data: { creditCode: '91330282MA2B', name: '某企业' },
    },
    {
      key: 'ZJ-23-2026-000001',
      title: '虚假信息 · 某企业 · 企业基本信息',
      content: { ...found, class: 'BAD', enterpriseUscc: '91330282MA2B', item: 'enterprise' },
      lines: [
        { label: '企业', value: '某企业' },
        { label: '统一社会信用代码', value: '91330282MA2B' },
        { label: '虚假信息', value: '企业基本信息' },
        { label: '认定日期', value: '2026-09-28' },
      ],
      // it is not in the library and cannot be warned
      lead: null,
    },
  ],
  [
    '[ZJ-17][DT-11] what was imported of a person: of the enterprise that employs them',
    {
      ...facts,
      entry: { kind: 'person' },
      data: {
        enterprise: { creditCode: '91330282MA2D', name: '老企业' },
        person: { name: '陈**' },
      },
    },
    { title: '虚假信息 · 老企业 · 人员信息', content: { enterpriseUscc: '91330282MA2D' } },
  ],
  [
    '[ZJ-17][DT-11] what was imported of a person: of the enterprise that employs them',
    {
      ...facts,
      entry: { kind: 'person' },
      data: {
        enterprise: { creditCode: '91330282MA2D', name: '老企业' },
        person: { name: '陈**' },
      },
    },
    { title: '虚假信息 · 老企业 · 人员信息', content: { enterpriseUscc: '91330282MA2D' } },
  ],
  [
    '[ZJ-17][DT-11] what was imported of a person: of the enterprise that employs them',
    {
      ...facts,
      entry: { kind: 'person' },
      data: {
        enterprise: { creditCode: '91330282MA2D', name: '老企业' },
        person: { name: '陈**' },
      },
    },
    { title: '虚假信息 · 老企业 · 人员信息', content: { enterpriseUscc: '91330282MA2D' } },
  ],
  [
    '[ZJ-01][ZJ-17][DT-11] what it entered of a person: the person is not named',
    {
      ...facts,
      entry: { kind: 'person' },
      data: { name: '陈**' },
      applicant: {
        uscc: '91330282MA2C',
        enterprise: { status: 'ENTERED', data: { name: '另一企业' } },
      },
    },
    {
      lead: {
        message: 'zj-violation.lead',
        variables: {
          lead: {
            ...{ violation: 'FALSE_INFO', uscc: '91330282MA2C', recordNo: 'ZJ-23-2026-000001' },
            ...{ step: 'ZJ-18', places: { own: 'county-330282' } },
          },
        },
      },
      title: '虚假信息 · 另一企业 · 人员信息',
      content: { ...found, enterpriseUscc: '91330282MA2C', authority: 'county-330282' },
    },
  ],
  [
    '[ZJ-27][DT-11] a project that it filed',
    {
      ...facts,
      entry: { kind: 'three-year-project' },
      data: { projectName: '某项目' },
      applicant: { uscc: '91330282MA2C', enterprise: { data: { name: '另一企业' } } },
    },
    {
      title: '虚假信息 · 另一企业 · 近三年工程项目信息',
      content: { item: 'three-year-project', enterpriseUscc: '91330282MA2C' },
      lead: null,
    },
  ],
]);
