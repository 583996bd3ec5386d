import { lintForm } from '../../src/tools/models/lint-form';
import { decision, form } from './sample';

const field = { type: 'textfield', key: 'code', label: '统一社会信用代码' };
const models = { processes: {}, decisions: {}, forms: {}, labels: {} };

function messages(component: object, decisions = {}): string[] {
  return lintForm(form(component), { ...models, decisions }).map(({ message }) => message);
}

describe('[check-18] forms', () => {
  test('accepts known component properties', () => {
    const properties = {
      ref: 'library:enterprise',
      pii: 'name',
      summary: 'true',
    };
    expect(messages({ ...field, properties })).toEqual([]);
  });

  test('accepts several sources of one field', () => {
    const ref = 'library:project,entries:stage-record';
    expect(messages({ ...field, properties: { ref } })).toEqual([]);
    expect(messages({ ...field, properties: { ref: 'entries,region' } })).toEqual([
      'Property ref cannot be "entries,region"',
    ]);
  });

  test('refuses unknown properties and values', () => {
    expect(messages({ ...field, properties: { ref: 'somewhere', note: 'x' } })).toEqual([
      'Property ref cannot be "somewhere"',
      'Property note cannot be "x"',
    ]);
  });

  test('[D7] accepts a sensible number of rows, of a list', () => {
    const list = (maxRows: string) => ({
      type: 'dynamiclist',
      path: 'rows',
      label: '明细',
      isRepeating: true,
      components: [{ ...field, id: 'Field_inRow' }],
      properties: { maxRows },
    });
    expect(messages(list('20'))).toEqual([]);
    expect(messages(list('501'))).toEqual(['Property maxRows is 500 at most']);
    for (const no of ['0', '-1', '1.5', '1000', 'many'])
      expect(messages(list(no))).toContain(`Property maxRows cannot be "${no}"`);
    expect(messages({ ...field, properties: { maxRows: '20' } })).toEqual([
      'Property maxRows belongs to a list',
    ]);
  });

  test('refuses names by which JavaScript knows the insides of objects', () => {
    expect(messages({ ...field, key: 'a.constructor' })).toEqual([
      'A field cannot be called constructor',
    ]);
  });

  test('refuses elements that 8.6 does not have', () => {
    expect(messages({ type: 'filepicker', key: 'file', label: '附件' })).not.toEqual([]);
  });

  test('holds options against the decision they come from', () => {
    const specialties = decision('UNIQUE', [['data.specialty', 'string']], [['"A","B"', 'S0']]);
    const values = [
      { value: 'A', label: '甲' },
      { value: 'C', label: '丙' },
    ];
    const properties = { optionsFrom: 'specialties' };
    const select = { type: 'select', key: 'specialty', label: '类别', values, properties };
    expect(messages(select, { specialties })).toEqual([
      'Option B of specialties is missing',
      'Option C is not in specialties',
    ]);
    expect(messages(select)).toEqual(['Decision specialties does not exist']);
  });

  test.each([
    { type: 'text', text: '#### {{projectName}}' },
    { type: 'text', text: '{{#loop rows}}{{this.name}}{{/loop}}' },
    { type: 'text', text: '{{if title = null then "" else title}}' },
    { type: 'text', text: '=projectName' },
    { type: 'html', content: '<p>{{title}}</p>' },
    { type: 'html', content: '=page' },
    { type: 'image', source: '=picture' },
    { type: 'iframe', url: '={{address}}' },
    { type: 'group', components: [{ type: 'text', text: '{{reason}}' }] },
  ])('[D13] refuses a component that would interpret a value: %j', (component) => {
    const found = messages(component).filter((message) => message.includes('cannot show a value'));
    expect(found).toHaveLength(1);
  });

  test.each([
    { type: 'text', text: '#### {{title}}' },
    { type: 'text', text: '{{#if notes}}\n{{notes}}\n{{/if}}' },
    { type: 'text', text: '[打开案卷]({{ link }})，**请核对**' },
    { type: 'html', content: '<p>请核对</p>' },
    { type: 'table', label: '理由', dataSource: '=[{value: pushReason}]', columns: [] },
  ])('[D13] accepts what is prepared, and what shows text as text: %j', (component) => {
    const found = messages(component).filter((message) => message.includes('cannot show a value'));
    expect(found).toEqual([]);
  });
});
