import { createFormChecker } from '../../../src/forms/check';
import { linkedValues } from '../../../src/forms/linked';
import { readForm } from '../../../src/models/read-form';

const field = (key: string, given: object = {}) => {
  return { type: 'textfield', id: `Field_${key}`, key, label: key, ...given };
};
const linked = (key: string, from: string, given: object = {}) =>
  field(key, { readonly: true, properties: { linked: from }, ...given });
const ref = (key: string) =>
  field(key, { properties: { ref: 'library:permit', normalForm: 'code' } });

/** A form that draws on a number in a group, and on one in each row of a list. */
const schema = {
  id: 'linked',
  type: 'default',
  components: [
    { type: 'group', path: 'works', id: 'Group', components: [ref('permitNo')] },
    linked('projectName', 'works.permitNo.data.projectName'),
    linked('area', 'works.permitNo.data.area', { type: 'number' }),
    linked('issuedOn', 'works.permitNo.data.issuedOn', { type: 'datetime', subtype: 'date' }),
    linked('mode', 'works.permitNo.data.mode', {
      type: 'select',
      values: [{ value: 'GC', label: '施工总承包' }],
    }),
    {
      type: 'dynamiclist',
      path: 'units',
      id: 'List',
      isRepeating: true,
      components: [
        ref('code'),
        linked('unitName', 'units.code.data.name'),
        linked('project', 'works.permitNo.data.projectName'),
      ],
    },
  ],
};
const form = readForm('linked.form', JSON.stringify(schema));
const reference = (data: object) => ({ works: { permitNo: { found: true, data } } });
const found = { projectName: '虚构·一期', area: 1200.5, issuedOn: '2026-01-05', mode: 'GC' };

test('linked fields take what the reference says, and an empty one where it says nothing', () => {
  expect(linkedValues(form, reference(found), {})).toEqual(found);
  expect(linkedValues(form, { works: { permitNo: { found: false } } }, {})).toEqual({});
  expect(linkedValues(form, {}, {})).toEqual({});
});

test('each row takes what its own field refers to, or what one beside the list does', () => {
  const refs = {
    ...reference(found),
    units: [{ code: { found: false } }, { code: { found: true, data: { name: '虚构单位' } } }],
  };
  const { projectName: project } = found;
  expect(linkedValues(form, refs, { units: [{ code: 'A' }, { code: 'B' }] })).toMatchObject({
    units: [{ project }, { unitName: '虚构单位', project }],
  });
  expect(linkedValues(form, refs, { units: [] })).not.toHaveProperty('units');
});

test.each([
  ['a text where there is a number', { area: 'many' }, {}],
  ['an option that the field does not have', { mode: 'SUB' }, {}],
  ['no day', { issuedOn: 'tomorrow' }, {}],
  ['a number as text', { projectName: 12 }, { projectName: '12' }],
  ['a text that means a number', { area: '1,200' }, { area: 1200 }],
  ['a list', { projectName: ['a'] }, {}],
  ['an object', { projectName: { a: 1 } }, {}],
  ['more than a field holds', { projectName: 'x'.repeat(20_001) }, {}],
  ['a sign that cannot be printed', { projectName: '\u{13000}' }, {}],
])('%s: %j gives %j', (_what, data, values) => {
  expect(linkedValues(form, reference(data), {})).toEqual(values);
});

test('whatever was sent, the form takes what is drawn', async () => {
  const forms = createFormChecker();
  try {
    const works = { permitNo: '330282' };
    const typed = {
      projectName: '自己填的',
      area: 1,
      units: [{ code: 'A', unitName: '自己填的' }],
    };
    const check = (known: object) =>
      forms.check({}, schema, { works, ...typed }, known as Record<string, unknown>);
    const empty = await check({});
    expect(empty.errors).toEqual([]);
    expect(JSON.stringify([empty.accepted, empty.entered, empty.judged])).not.toContain('自己填的');
    const drawn = { projectName: '虚构·一期', units: [{ unitName: '虚构单位' }] };
    const { accepted, entered, judged } = await check(drawn);
    for (const data of [accepted, entered, judged])
      expect(data).toMatchObject({ works, ...drawn, units: [{ code: 'A', unitName: '虚构单位' }] });
  } finally {
    await forms.close();
  }
});
