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
      normalForm: 'code',
      pii: 'name',
      summary: 'true',
    };
    expect(messages({ ...field, properties })).toEqual([]);
  });

  test('accepts several sources of one field', () => {
    const ref = 'library:project,entries:stage-record';
    expect(messages({ ...field, properties: { ref, normalForm: 'code' } })).toEqual([]);
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

  test('[ZJ-19] a gate is a table that collects its reasons, and a form that stands as it is', () => {
    const gate = (changes: object = {}, more: object = {}) => {
      const properties = { gate: 'ZJ-19', askedBy: 'permit-system', ...changes };
      const heading = { type: 'text', text: 'x', id: 'Field_heading', properties };
      return { type: 'group', label: 'x', components: [heading, { ...field, ...more }] };
    };
    const { id } = form({});
    const outputs = ['code', 'zh', 'en'].map((name) => ({
      ...{ id: name, name, label: name },
      type: 'string',
    }));
    const collecting = { [id]: { ...decision('COLLECT', [], []), outputs } };
    expect(messages(gate(), collecting)).toEqual([]);
    expect(messages(gate())).toEqual([`Gate ${id} is no table that collects code, zh and en`]);
    expect(messages(gate({ askedBy: undefined }), collecting)).toContain(
      'Nobody may ask it: askedBy',
    );
    expect(messages(gate({ facts: 'other', subject: 'nothing' }), collecting)).toEqual([
      'Decision other does not exist',
      'Subject nothing is not a field of it',
    ]);
    for (const more of [{ conditional: { hide: '=true' } }, { readonly: true }, { disabled: true }])
      expect(messages(gate({}, { id: 'Field_code', ...more }), collecting)).toContain(
        'The form of a gate has no conditions and computes nothing',
      );
  });

  test('[T9] wants one writing of what is looked up by a number or code', () => {
    for (const ref of ['uscc', 'case', 'library:permit', 'region, entries:stage', 'project-number'])
      expect(messages({ ...field, properties: { ref } })).toEqual([
        `Looked up as ${ref}, it needs the property normalForm = code`,
      ]);
    for (const ref of ['region', 'organisation', 'publicity'])
      expect(messages({ ...field, properties: { ref } })).toEqual([]);
    expect(messages({ ...field, properties: { normalForm: 'upper' } })).toEqual([
      'Property normalForm cannot be "upper"',
    ]);
    const number = {
      type: 'number',
      key: 'amount',
      label: '金额',
      properties: { normalForm: 'code' },
    };
    expect(messages(number)).toEqual(['Property normalForm belongs to a text field']);
  });

  test('wants a linked field to be drawn from a field that refers to something, and typed by nobody', () => {
    const sourceOf = (ref = 'outside:national-projects') => {
      const properties = { ref, normalForm: 'code' };
      return { ...field, id: 'Field_source', key: 'permitNo', properties };
    };
    const linked = (changes: object = {}, from = 'permitNo.data.projectName', ref?: string) => {
      const drawn = { ...field, id: 'Field_drawn', readonly: true, properties: { linked: from } };
      return messages({
        ...{ type: 'group', label: '项目' },
        components: [sourceOf(ref), { ...drawn, ...changes }],
      });
    };
    expect(linked()).toEqual([]);
    expect(linked({}, 'permit.data.name')).toEqual([
      'Linked to permit.data.name, which no field with the property ref gives',
    ]);
    expect(linked({}, 'permitNo')).toContain('Property linked cannot be "permitNo"');
    for (const readonly of [undefined, false, '=true'])
      expect(linked({ readonly })).toEqual(['A linked field must be read-only']);
    expect(linked({ validate: { required: true } })).toEqual([
      'A linked field asks for nothing: rules about its source do',
    ]);
    const properties = { linked: 'permitNo.data.leader', pii: 'name' };
    expect(linked({ properties })).toEqual([]);
    expect(linked({ properties }, undefined, 'library:permit')).toEqual([
      'A linked field cannot hold personal data of our own libraries: references give it masked',
    ]);
    const list = { type: 'dynamiclist', path: 'rows', label: '明细', isRepeating: true };
    const inRow = { ...list, components: [sourceOf()] };
    const beside = { ...field, id: 'Field_x', readonly: true };
    expect(
      messages({
        ...{ type: 'group', label: '项目' },
        components: [inRow, { ...beside, properties: { linked: 'rows.permitNo.data.name' } }],
      }),
    ).toEqual(['Linked to a row of rows']);
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

  test('refuses two components of one id: form-js draws no such form', () => {
    const components = [{ ...field, id: 'Field_power' }];
    expect(messages({ type: 'group', id: 'Field_power', components })).toEqual([
      'Two components have the id Field_power: the form cannot be drawn',
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
