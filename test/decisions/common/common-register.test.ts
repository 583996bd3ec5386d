import { testDecision } from '../../harness/decisions';

const of = (library: string, kind: string, status: string) => ({ library, kind, status });
const text = (field: string, label: string) => ({ field, label, as: 'text' });
const hidden = { list: null, title: null, fields: [] };

testDecision('common-register', [
  [
    '[DT-18][OP-44] an enterprise that is entered',
    of('base', 'enterprise', 'ENTERED'),
    {
      list: 'enterprises',
      title: 'name',
      fields: [
        text('creditCode', '统一社会信用代码'),
        { field: 'regPlace', label: '注册地', as: 'region' },
        { field: 'enterpriseType', label: '企业类型', as: 'enterpriseTypes' },
      ],
    },
  ],
  [
    '[DT-18][OP-44] a person and the employer',
    of('personnel', 'person', 'LOCKED'),
    { list: 'people', title: 'name', fields: [text('employerName', '聘用企业')] },
  ],
  [
    '[DT-18][OP-44] a certificate: category and employer only',
    of('personnel', 'qualification', 'ENTERED'),
    {
      list: 'people',
      title: 'identity.name',
      fields: [
        { field: 'category', label: '人员类别', as: 'personCategories' },
        text('employer', '聘用企业代码'),
      ],
    },
  ],
  [
    '[DT-18][OP-44] a project of the library',
    of('projects', 'project', 'ENTERED'),
    {
      list: 'projects',
      title: 'projectName',
      fields: [
        text('permitNo', '施工许可证编号'),
        text('gcPermitNo', '总包施工许可证编号'),
        text('specialty', '专业'),
        text('contractNo', '合同编号'),
      ],
    },
  ],
  [
    '[DT-18][ZJ-26] a credit record that is published',
    of('credit', 'credit', 'PUBLISHED'),
    {
      list: 'credit',
      title: 'title',
      fields: [
        text('enterpriseName', '企业'),
        text('personName', '人员'),
        { field: 'class', label: '类别', as: 'creditClasses' },
        text('documentNo', '文号'),
        text('issuedBy', '认定单位'),
        text('issuedOn', '认定日期'),
      ],
    },
  ],
  ['[DT-18] what is doubtful', of('doubtful', 'enterprise', 'DOUBTFUL'), hidden],
  ['[ZJ-26] a credit record that was withdrawn', of('credit', 'credit', 'WITHDRAWN'), hidden],
]);
