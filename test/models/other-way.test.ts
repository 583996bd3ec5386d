import { chosenIn, otherWay } from '../../src/models/other-way';
import { type Models, readModels } from '../../src/models/read';
import { lintSet } from '../../src/tools/models/lint-set';

const bpmn = (id: string, submitters: string) => `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="zhujian">
    <process id="${id}" name="样例${id}">
      <extensionElements><zeebe:properties>
        <zeebe:property name="startForm" value="start" />
        <zeebe:property name="submitters" value="${submitters}" />
      </zeebe:properties></extensionElements>
      <startEvent id="start" />
    </process>
  </definitions>`;

const kind = {
  ...{ type: 'radio', key: 'kind', label: '类型' },
  values: [
    { value: 'ENTRY', label: '入库' },
    { value: 'SUPPLEMENT', label: '补录' },
  ],
};

const table = (useInstead: string) => `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="t" name="样例" namespace="n">
    <decision id="checks" name="样例">
      <decisionTable id="dt" hitPolicy="COLLECT">
        <input id="i"><inputExpression id="ie" typeRef="string"><text>kind</text></inputExpression></input>
        <output id="o" name="useInstead" typeRef="string" />
        <rule id="ROW"><description>[P]</description>
          <inputEntry id="c"><text></text></inputEntry>
          <outputEntry id="d"><text>${useInstead}</text></outputEntry></rule>
      </decisionTable>
    </decision>
  </definitions>`;

const number = { type: 'textfield', key: 'no', properties: { normalForm: 'code' } };
const words = { type: 'textfield', key: 'words' };

const models = (useInstead = 'null'): Promise<Models> =>
  readModels([
    { name: 'bpmn/inside.bpmn', content: bpmn('inside', 'enterprise-user') },
    { name: 'bpmn/open.bpmn', content: bpmn('open', 'public') },
    { name: 'dmn/checks.dmn', content: table(useInstead) },
    {
      name: 'forms/start.form',
      content: JSON.stringify({ id: 'start', components: [kind, number, words] }),
    },
  ]);

describe('[R10] the flow that fits', () => {
  test('is named with its page, and with what is to be chosen there', async () => {
    expect(otherWay(await models(), 'inside?kind=ENTRY')).toEqual({
      flow: 'inside',
      title: '样例inside（入库）',
      href: '/submit/inside?kind=ENTRY',
    });
    expect(otherWay(await models(), 'open')).toMatchObject({ href: '/public/submit/open' });
  });

  test.each([
    ['nobody', 'nobody can submit to nobody'],
    ['inside?kind=OTHER', 'kind has no option OTHER'],
    ['inside?sort=ENTRY', 'sort has no option ENTRY'],
    ['inside?no=1', 'no has no option 1'],
    ['inside?words={words}', 'words takes no value from an address'],
  ])('that is %s is a fault, for the lint by its row', async (entry, words) => {
    const found = lintSet(await models(`"${entry}"`)).filter(({ rule }) =>
      rule.endsWith('use-instead'),
    );
    expect(found).toMatchObject([{ element: 'ROW', severity: 'error' }]);
    expect(found[0]?.message).toContain(words);
    const own = await models();
    expect(() => otherWay(own, entry)).toThrow(words);
  });

  test('takes over what was entered, where it fits', async () => {
    const entry = 'inside?kind={sort}&no={permitNo}';
    const href = async (data?: object) =>
      otherWay(await models(), entry, data as Record<string, unknown>).href;
    expect(await href({ sort: 'ENTRY', permitNo: '３３－1 2' })).toBe(
      '/submit/inside?kind=ENTRY&no=33-12',
    );
    expect(await href({ sort: 'OTHER', permitNo: '' })).toBe('/submit/inside');
    expect(await href()).toBe('/submit/inside');
  });

  test('opens with the choice made, and with nothing else that its address says', async () => {
    const form = (await models()).forms.start as Models['forms'][string];
    expect(chosenIn(form, { kind: 'ENTRY', other: '<b>' })).toEqual({ kind: 'ENTRY' });
    expect(chosenIn(form, { kind: '<script>' })).toEqual({});
    expect(chosenIn(form, { no: '33-12', words: 'x' })).toEqual({ no: '33-12' });
    expect(chosenIn(form, { no: '1'.repeat(61) })).toEqual({});
  });
});
