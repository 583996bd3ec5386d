import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleSchema } from '../unit/forms/sample';
import type { Change } from './models';
import { decision } from './small';

/**
 * A flow of no province whose forms have lists: what is handed in has participants and conditional
 * groups, the user task has one row a stage with a verdict. The applicant may withdraw.
 * Deployed beside the others by the test that needs it.
 */
const field = (n: number, given: object) => {
  return { id: `Field_${n}`, layout: { row: `Row_${n}`, columns: null }, ...given };
};

const verifySchema = {
  ...sampleSchema,
  id: 'sample-verify',
  components: [
    field(1, { type: 'text', text: '#### {{title}}' }),
    field(2, {
      type: 'table',
      label: '申报内容',
      dataSource: '=summary',
      rowCount: 30,
      columns: [
        { id: 'Col_item', label: '事项', key: 'label' },
        { id: 'Col_value', label: '内容', key: 'value' },
      ],
    }),
    field(3, {
      type: 'dynamiclist',
      path: 'verdicts',
      label: '逐项核验',
      isRepeating: true,
      allowAddRemove: false,
      defaultRepetitions: 0,
      disableCollapse: true,
      showOutline: true,
      components: [
        field(4, { type: 'textfield', key: 'label', label: '环节', readonly: true }),
        field(5, {
          type: 'select',
          key: 'verdict',
          label: '结论',
          values: [
            { value: 'TRUE', label: '属实' },
            { value: 'FALSE', label: '不属实' },
          ],
          validate: { required: true },
        }),
        field(6, {
          type: 'textarea',
          key: 'reason',
          label: '理由（不属实必填）',
          validate: { required: true },
          conditional: { hide: '=this.verdict != "FALSE"' },
        }),
      ],
    }),
  ],
};

const form = (schema: { id: string }): Change => {
  return { file: `forms/sample/${schema.id}.form`, content: JSON.stringify(schema) };
};

const refusal = (code: string) => `{code: "${code}", zh: "${code}", en: "${code}"}`;

export const SAMPLE: Change[] = [
  {
    file: 'bpmn/sample/sample-lists.bpmn',
    content: readFileSync(join(__dirname, 'sample/sample-lists.bpmn'), 'utf8'),
  },
  form(sampleSchema),
  form(verifySchema),
  decision(
    'sample-attachments',
    `if list contains(data.stages, "TENDER") = true
     then [{kind: "OTHER", label: "中标通知书", required: true, code: "T-PAPER", zh: "缺少中标通知书", en: "no notice of award"}]
     else []`,
  ),
  decision(
    'sample-checks',
    `if (some p in data.participants satisfies p.share > 90) = true then [${refusal('T-SHARE')}] else []`,
  ),
  decision(
    'sample-intake',
    `{title: "示例 " + data.name, parties: {authority: "county-330282"}, variables: {items: for s in data.stages return {stage: s, label: s}}}`,
  ),
  decision(
    'sample-acts',
    `if act = "WITHDRAW" and given.opinion = null then ${refusal('T-REASON')}
     else if act = "WITHDRAW" and case.round > 1 then ${refusal('T-LATE')}
     else null`,
  ),
];
