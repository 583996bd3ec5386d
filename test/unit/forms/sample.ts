import { readForm } from '../../../src/models/read-form';

let count = 0;
/** A component with what every component has. */
const component = (given: object) => {
  count += 1;
  return { id: `Field_${count}`, layout: { row: `Row_${count}`, columns: null }, ...given };
};

const options = (...values: [string, string][]) =>
  values.map(([value, label]) => ({ value, label }));
const required = { required: true };

const role = {
  type: 'select',
  key: 'role',
  label: '角色',
  values: options(['CONSTRUCTION', '施工'], ['SUPERVISION', '监理']),
  validate: required,
  properties: { summary: 'true' },
};
const leader = {
  type: 'textfield',
  key: 'leader',
  label: '负责人',
  validate: required,
  properties: { pii: 'name', summary: 'true' },
};
const idNumber = {
  type: 'textfield',
  key: 'idNumber',
  label: '身份证号',
  validate: required,
  properties: { pii: 'id-number' },
  conditional: { hide: '=this.role != "CONSTRUCTION"' },
};
const share = { type: 'number', key: 'share', label: '份额' };

/** The form's schema; no province has it. */
export const sampleSchema = {
  id: 'sample-lists',
  type: 'default',
  executionPlatform: 'Camunda Cloud',
  executionPlatformVersion: '8.6.0',
  schemaVersion: 16,
  components: [
    {
      type: 'textfield',
      key: 'name',
      label: '名称',
      validate: required,
      properties: { summary: 'true' },
    },
    {
      type: 'checklist',
      key: 'stages',
      label: '环节',
      values: options(['TENDER', '招标投标'], ['DRAWING', '施工图审查']),
      validate: required,
    },
    {
      type: 'dynamiclist',
      path: 'participants',
      label: '参建单位',
      isRepeating: true,
      allowAddRemove: true,
      defaultRepetitions: 1,
      components: [role, leader, idNumber, share].map(component),
    },
    {
      type: 'group',
      path: 'tender',
      label: '招标投标',
      conditional: { hide: '=not(list contains(stages, "TENDER"))' },
      components: [
        { type: 'textfield', key: 'winner', label: '中标人', validate: required },
        { type: 'textfield', key: 'contact', label: '联系人', properties: { pii: 'name' } },
        { type: 'datetime', subtype: 'date', key: 'date', dateLabel: '中标日期' },
        {
          type: 'dynamiclist',
          path: 'experts',
          label: '评标专家',
          isRepeating: true,
          defaultRepetitions: 0,
          components: [
            component({
              type: 'textfield',
              key: 'phone',
              label: '电话',
              properties: { pii: 'phone' },
            }),
          ],
        },
      ].map(component),
    },
    {
      type: 'group',
      label: '施工图审查',
      conditional: { hide: '=not(list contains(stages, "DRAWING"))' },
      components: [
        component({ type: 'textfield', key: 'reviewer', label: '审查机构', validate: required }),
      ],
    },
    {
      type: 'expression',
      key: 'shares',
      computeOn: 'change',
      expression: '=sum(participants.share)',
    },
    { type: 'expression', key: 'whole', computeOn: 'change', expression: '=shares = 100' },
    {
      type: 'textfield',
      key: 'reason',
      label: '未满百分之百的原因',
      conditional: { hide: '=whole = true' },
      validate: required,
    },
  ].map(component),
};

/** A form with everything a submission can have: lists, checklists, groups, conditions, sums. */
export const sampleForm = readForm('sample-lists.form', JSON.stringify(sampleSchema));

/** Data that form accepts. */
export function sampleData(changes: object = {}): Record<string, unknown> {
  return {
    name: '示例项目',
    stages: ['TENDER'],
    participants: [
      { role: 'CONSTRUCTION', leader: '陈乙三', idNumber: '330782188801010011', share: 60 },
      { role: 'SUPERVISION', leader: '王慈一', share: 40 },
    ],
    tender: {
      winner: '示例建设公司',
      contact: '赵甲二',
      date: '2026-05-06',
      experts: [{ phone: '13800005678' }],
    },
    ...changes,
  };
}
