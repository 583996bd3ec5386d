import { readModels } from '../../src/models/read';
import { lintSet } from '../../src/tools/models/lint-set';

const bpmn = (properties: string) => `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="zhujian">
    <process id="sample" name="样例">
      <extensionElements><zeebe:properties>${properties}</zeebe:properties></extensionElements>
      <startEvent id="start" />
    </process>
  </definitions>`;

async function messages(name: string, properties: string, forms = {}): Promise<string[]> {
  const files = Object.entries(forms).map(([id, components]) => {
    return { name: `forms/${id}.form`, content: JSON.stringify({ id, components }) };
  });
  const models = await readModels([{ name, content: bpmn(properties) }, ...files]);
  return lintSet(models).map(({ message }) => message);
}

const property = (name: string, value: string) =>
  `<zeebe:property name="${name}" value="${value}" />`;

describe('[check-18] the set of models', () => {
  test('accepts a called process that declares nothing', async () => {
    expect(await messages('bpmn/common/sample.bpmn', '')).toEqual([]);
  });

  test('refuses a file that is not named like its process', async () => {
    expect(await messages('bpmn/other.bpmn', '')).toEqual(['File name must be sample']);
  });

  test('wants the fields of natural key and subject to be fields of the form', async () => {
    const group = { type: 'group', path: 'basic', components: [{ type: 'textfield', key: 'no' }] };
    const declared =
      property('startForm', 'start') +
      property('naturalKey', 'applicant,permitNo') +
      property('subject', 'basic.no,projectNo');
    const found = await messages('bpmn/sample.bpmn', declared, { start: [group] });
    expect(found.filter((message) => message.includes('field of'))).toEqual([
      'Natural key permitNo is not a field of start',
      'Subject projectNo is not a field of start',
    ]);
  });

  test('refuses references to nothing and unknown or missing properties', async () => {
    const declared = property('startForm', 'none') + property('checks', 'one, two');
    expect(await messages('bpmn/sample.bpmn', declared + property('check', 'one'))).toEqual([
      'Decision one does not exist',
      'Decision two does not exist',
      'Form none does not exist',
      'Property check is not known',
      'Property flow is missing',
      'Property intake is missing',
      'Property submitters is missing',
      'Start event needs the message sample.submitted',
    ]);
  });

  test('wants a number of rows of a process that takes spreadsheets', async () => {
    const bulk = (value: string) => messages('bpmn/common/sample.bpmn', property('bulk', value));
    expect(await bulk('501')).toEqual([
      'bulk is 501, give a number of rows from 1 to 500',
      'bulk needs a startForm',
    ]);
    expect(await bulk('many')).toContain('bulk is many, give a number of rows from 1 to 500');
    const form = { start: [{ type: 'textfield', key: 'no' }] };
    const declared = property('bulk', '500') + property('startForm', 'start');
    const found = await messages('bpmn/sample.bpmn', declared, form);
    expect(found.filter((message) => message.includes('bulk'))).toEqual([]);
  });
});
