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

async function messages(name: string, properties: string): Promise<string[]> {
  const models = await readModels([{ name, content: bpmn(properties) }]);
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
});
