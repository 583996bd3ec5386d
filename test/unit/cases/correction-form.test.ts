import { correctionForm } from '../../../src/cases/correction-form';
import { sampleSchema } from '../forms/sample';

interface Component {
  id?: string;
  key?: string;
  path?: string;
  text?: string;
  validate?: object;
  components?: Component[];
}

const shown = (...remarks: { field: string; text: string }[]) =>
  (correctionForm(sampleSchema, remarks) as { components: Component[] }).components;

/** Names of fields and what is said between them, in the order of the form. */
const order = (components: Component[]) =>
  components.map(({ key, path, text }) => key ?? path ?? text);

test('[T1] a remark stands below its field, and before a list what is about its columns', () => {
  const components = shown(
    { field: 'name', text: '重名' },
    { field: 'participants.leader', text: '不符' },
    { field: 'tender.winner', text: '不全' },
  );
  expect(order(components).slice(0, 5)).toEqual([
    'name',
    '**⚠ 重名**',
    'stages',
    '**⚠ 不符**',
    'participants',
  ]);
  const tender = components.find(({ path }) => path === 'tender');
  expect(order(tender?.components ?? []).slice(0, 3)).toEqual(['winner', '**⚠ 不全**', 'contact']);
});

test('[T1] nothing of a remark is markdown, HTML or a template', () => {
  const text = '<b>**{{name}}**</b> [a](b)';
  expect(JSON.stringify(shown({ field: 'name', text }))).not.toMatch(/<b>|\*\*\{\{|\{\{name|\]\(/);
});

test('[T1] personal data is taken masked, in rows as beside them, and stays required', () => {
  const list = shown().find(({ path }) => path === 'participants');
  const leader = list?.components?.find(({ key }) => key === 'leader');
  expect(leader?.validate).toEqual({ required: true });
  const pattern = { required: true, pattern: '^[0-9]{18}$', maxLength: 18 };
  const schema = {
    components: [{ key: 'id', properties: { pii: 'id-number' }, validate: pattern }],
  };
  expect(correctionForm(schema, [])).toEqual({
    components: [{ ...schema.components[0], validate: { required: true } }],
  });
});
