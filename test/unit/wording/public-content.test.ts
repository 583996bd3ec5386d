import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readForm } from '../../../src/models/read-form';
import { publicContent, replacedLines } from '../../../src/wording/public-content';

const file = join(__dirname, '../../harness/public-models/forms/test-public.form');
const form = readForm(file, readFileSync(file, 'utf8'));

test('only fields that the form declares public, with labels of options, groups and list rows', () => {
  const data = {
    projectName: '示例',
    stages: ['ACCEPT', 'DRAWING'],
    scale: { area: 0, hidden: 'x' },
    units: [{ name: '甲', uscc: '91', contact: '张三' }, { contact: '李四' }, 'x', { name: '乙' }],
    reason: '内部',
    contactPhone: '139',
  };
  expect(publicContent(form, data)).toEqual([
    { label: '项目名称', value: '示例', searched: true },
    { label: '环节', value: '竣工验收、施工图审查' },
    { group: '规模', label: '建筑面积（平方米）', value: '0' },
    { group: '参与单位', label: '参与单位', value: '甲 · 91', searched: true },
    { group: '参与单位', label: '参与单位', value: '乙', searched: true },
  ]);
});

test.each([[{}], [{ scale: null, units: 'x', stages: {}, projectName: { a: '秘密' } }]])(
  'nothing of what does not fit: %j',
  (data) => {
    expect(publicContent(form, data)).toEqual([]);
  },
);

test('a field of personal data stays out, even where a form declares it public', () => {
  const [phone] = form.components.filter(({ key }) => key === 'contactPhone');
  const leaking = { ...phone, properties: { pii: 'phone', public: 'true' } };
  const careless = { ...form, components: [leaking as never] };
  expect(publicContent(careless, { contactPhone: '139****0000' })).toEqual([]);
});

test('lines given again take the place of all with their label', () => {
  const lines = [
    { label: '单位', value: '甲', searched: true as const },
    { label: '面积', value: '1' },
    { label: '单位', value: '乙', searched: true as const },
  ];
  const by = [
    { label: '单位', value: '丙' },
    { label: '等级', value: 'X' },
  ];
  expect(replacedLines(lines, by)).toEqual([
    { label: '单位', value: '丙', searched: true },
    { label: '面积', value: '1' },
    { label: '等级', value: 'X' },
  ]);
});
