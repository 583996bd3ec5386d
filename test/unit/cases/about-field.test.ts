import { aboutField } from '../../../src/cases/about-field';
import { sampleData, sampleForm } from '../forms/sample';

const of = { form: sampleForm, labels: {} };
const about = (field: string, changes: object = {}) => {
  const { label, came } = aboutField(of, sampleData(changes), { code: 'X', zh: '', en: '', field });
  return [label, came];
};

test.each<[string, object, string | undefined, string | undefined]>([
  ['name', {}, '名称', '示例项目'],
  ['name', { name: '长'.repeat(50) }, '名称', `${'长'.repeat(40)}…`],
  ['name', { name: '' }, '名称', undefined],
  ['stages', {}, '环节', '招标投标'],
  ['participants.1.leader', {}, '参建单位 负责人', '王慈一'],
  ['participants', {}, '参建单位', undefined],
  ['tender.winner', {}, '中标人', '示例建设公司'],
  ['attachments.OTHER', {}, undefined, undefined],
])(
  'a refusal about %s tells what the field is called, and what came',
  (field, changes, ...told) => {
    expect(about(field, changes)).toEqual(told);
  },
);
