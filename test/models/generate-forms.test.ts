import { type Models, readModels } from '../../src/models/read';
import { generateForms } from '../../src/tools/models/generate-forms';
import { lintReturns, lintTaskHeads } from '../../src/tools/models/lint-models';
import { readCommonParts } from '../../src/tools/models/task-head';
import { root } from './own-models';

const parts = readCommonParts(root);
const { head } = parts;
const FILE = 'forms/sample.form';

const PROCESS = `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="zhujian">
    <process id="flow" name="样例">
      <userTask id="task"><extensionElements>
        <zeebe:formDefinition formId="sample" />
      </extensionElements></userTask>
    </process>
  </definitions>`;

/** A form of these components, shown by a user task or not. */
function models(components: object[], forTask = true): Promise<Models> {
  const form = {
    name: FILE,
    content: JSON.stringify({ components, type: 'default', id: 'sample' }),
  };
  return readModels(forTask ? [form, { name: 'bpmn/flow.bpmn', content: PROCESS }] : [form]);
}

const generated = async (given: Models) => generateForms(given, parts)[FILE] ?? '';
const componentsOf = (content: string) => JSON.parse(content).components;

const outcome = { type: 'textfield', key: 'outcome', label: '结论', id: 'Field_outcome' };

describe('the head of task forms', () => {
  test('comes before what is the own part of a task form', async () => {
    expect(componentsOf(await generated(await models([outcome])))).toEqual([...head, outcome]);
  });

  test('is that of its source again, whatever became of it, but for a label of the own', async () => {
    const changed = head.map((one) => ({ ...one, text: 'x' }));
    const left = { ...outcome, id: 'Head_of_before' };
    const own = { ...changed[3], label: '投诉举报内容' };
    const found = componentsOf(await generated(await models([own, outcome, left, ...changed])));
    expect(found[3]).toEqual({ ...head[3], label: '投诉举报内容' });
    expect(found.toSpliced(3, 1)).toEqual([...head.toSpliced(3, 1), outcome]);
  });

  test('is not on other forms', async () => {
    expect(componentsOf(await generated(await models([outcome], false)))).toEqual([outcome]);
  });

  test('missing on a task form, it is an error', async () => {
    const faults = async (given: Models) => lintTaskHeads(given, head).map(({ rule }) => rule);
    expect(await faults(await models([outcome, ...head]))).toEqual(['form/task-head']);
    expect(await faults(await models([...head, outcome]))).toEqual([]);
    expect(await faults(await models([outcome], false))).toEqual([]);
  });
});

describe('remarks on single fields', () => {
  const question = { ...outcome, properties: { returns: 'RETURNED, REFUSED' } };
  const hide = '=outcome != "RETURNED" and outcome != "REFUSED"';
  const laidIn = parts.objections.map((one) => ({ ...one, conditional: { hide } }));

  test('[T1] come at the end where an answer sends the case back, and show with that answer', async () => {
    const found = componentsOf(await generated(await models([question])));
    expect(found).toEqual([...head, question, ...laidIn]);
    // what is there is laid in anew, not twice
    expect(componentsOf(await generated(await models(found)))).toEqual(found);
  });

  test('[T1] go where no answer does so any more, and are on no other form', async () => {
    const found = componentsOf(await generated(await models([outcome, ...laidIn])));
    expect(found).toEqual([...head, outcome]);
    expect(componentsOf(await generated(await models([question], false)))).toEqual([question]);
  });
});

describe('a process that sends cases back for correction', () => {
  const calling = PROCESS.replace(
    '</process>',
    `<callActivity id="call"><extensionElements>
       <zeebe:calledElement processId="common-correction" />
     </extensionElements></callActivity></process>`,
  );
  const faults = async (component: object, diagram: string) => {
    const form = JSON.stringify({ components: [component], type: 'default', id: 'sample' });
    const given = await readModels([
      { name: FILE, content: form },
      { name: 'bpmn/flow.bpmn', content: diagram },
    ]);
    return lintReturns(given).map(({ element, rule }) => `${element} ${rule}`);
  };

  test('[T1] has a question with an answer that does so', async () => {
    const question = { ...outcome, properties: { returns: 'RETURNED' } };
    expect(await faults(outcome, calling)).toEqual(['flow form/returns']);
    expect(await faults(question, calling)).toEqual([]);
    expect(await faults(outcome, PROCESS)).toEqual([]);
  });
});

describe('a form as it is stored', () => {
  const row = (name: string, columns: number | null = null) => ({ layout: { row: name, columns } });

  test('says of the layout only what is not so by itself, also in groups', async () => {
    const group = (...components: object[]) => ({ type: 'group', id: 'Field_group', components });
    const alone = { ...outcome, ...row('Row_1') };
    const [one, other] = [
      { ...outcome, id: 'one', ...row('Row_2', 8) },
      { ...outcome, id: 'other', ...row('Row_2') },
    ];
    const narrow = { ...outcome, id: 'narrow', ...row('Row_3', 4) };
    const given = [alone, { ...group(one, other, alone), ...row('Row_4') }, narrow];
    expect(componentsOf(await generated(await models(given, false)))).toEqual([
      outcome,
      group(one, other, outcome),
      narrow,
    ]);
  });

  test('stays as it is once it is so, a line for what fits into one', async () => {
    const once = await generated(await models([outcome]));
    const twice = await generated(
      await readModels([
        { name: FILE, content: once },
        { name: 'bpmn/flow.bpmn', content: PROCESS },
      ]),
    );
    expect(twice).toBe(once);
    expect(once.split('\n')).toContain(
      '    { "type": "textfield", "key": "outcome", "label": "结论", "id": "Field_outcome" }',
    );
  });
});
