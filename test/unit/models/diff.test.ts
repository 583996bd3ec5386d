import { join } from 'node:path';
import type { ModelChange } from '../../../src/domain/plan';
import { diffModels } from '../../../src/models/diff';
import { type Resource, readResources } from '../../../src/models/read';

const ROOT = join(__dirname, '../../..');

/** The models of the project, in which a test changes a text as an analyst would. */
let models: Resource[];
beforeAll(async () => {
  models = await readResources(ROOT);
});

type Edit = [file: string, from: string | RegExp, to: string];

function edited(...edits: Edit[]): Resource[] {
  return models.map((resource) => {
    const own = edits.filter(([file]) => file === resource.name);
    const content = own.reduce((text, [, from, to]) => {
      const now = text.replace(from, to);
      if (now === text) throw new Error(`${resource.name} has no ${from}`);
      return now;
    }, String(resource.content));
    return { ...resource, content };
  });
}

const DEADLINES = 'dmn/zhejiang/zj-deadlines.dmn';
const AUTHORITY = 'dmn/zhejiang/zj-authority.dmn';
const FLOW = 'bpmn/zhejiang/zj-subcontract.bpmn';
const FORM = 'forms/zhejiang/zj-subcontract.form';

/** What came out, without what every change of the file has in common. */
async function changesOf(...edits: Edit[]): Promise<Partial<ModelChange>[]> {
  const changes = await diffModels(models, edited(...edits));
  return changes.map(({ file, model, ...rest }) => rest);
}

const row = (id: string, cells: string) => `<rule id="${id}">${cells}</rule>`;
const cellOf = (id: string, text: string) =>
  `<outputEntry id="${id}">\n          <text>${text}</text>`;

test('nothing changed, nothing is told', async () => {
  expect(await diffModels(models, edited())).toEqual([]);
});

describe('a table', () => {
  test('a cell: row, column, both values, and the unit that stands beside an amount', async () => {
    const changes = await diffModels(
      models,
      edited([DEADLINES, cellOf('GC_CONFIRM_3_nOut', '3'), cellOf('GC_CONFIRM_3_nOut', '5')]),
    );
    expect(changes).toEqual([
      {
        ...{ file: DEADLINES, model: 'DT-04 办理期限', kind: 'changed', element: 'GC_CONFIRM_3' },
        ...{ where: '第 3 行 · 数量', before: '3', after: '5' },
        ...{ decision: 'zj-deadlines', column: 'n', row: '"GC_CONFIRM_3"', unit: '"WD"' },
      },
    ]);
  });

  test('the second table of a file is named by its own name', async () => {
    const [change] = await diffModels(
      models,
      edited([AUTHORITY, /(R07_basisOut">\s*<text>)"PERMIT_ISSUER"/, '$1"REG_CITY"']),
    );
    expect(change).toMatchObject({
      ...{ model: 'DT-03 审核分办', decision: 'zj-review-routing', column: 'basis' },
      ...{ before: '"PERMIT_ISSUER"', after: '"REG_CITY"' },
    });
  });

  test('a row above others: one row came, the others only stand lower', async () => {
    const cells = [
      ...['"GC_CONFIRM_3"', '"DECORATION"'].map(
        (t, i) => `<inputEntry id="X_i${i}"><text>${t}</text></inputEntry>`,
      ),
      ...['5', '"WD"', 'null', '"SUBMITTED"', '"ISSUE_NOTICE"', '1'].map(
        (t, i) => `<outputEntry id="X_o${i}"><text>${t}</text></outputEntry>`,
      ),
    ].join('');
    const changes = await changesOf([
      DEADLINES,
      '<rule id="GC_CONFIRM_3">',
      `${row('GC_CONFIRM_3_DECORATION', cells)}<rule id="GC_CONFIRM_3">`,
    ]);
    expect(changes).toMatchObject([
      { kind: 'added', element: 'GC_CONFIRM_3_DECORATION', where: '第 3 行', before: null },
    ]);
    expect(changes[0]?.after).toBe(
      '期限 "GC_CONFIRM_3"，事项（如专业类别） "DECORATION" → 数量 5，单位（WD 工作日、CD 日） "WD"，截止日（含） null，起算 "SUBMITTED"，到期后果 "ISSUE_NOTICE"，提前提醒（工作日） 1',
    );
    expect(changes[0]?.cells?.[1]).toEqual({
      ...{ column: 'item', label: '事项（如专业类别）', side: 'input', value: '"DECORATION"' },
    });
  });

  test('a row taken away', async () => {
    const changes = await changesOf([DEADLINES, /<rule id="GC_CONFIRM_3">[\s\S]*?<\/rule>/, '']);
    expect(changes).toMatchObject([
      { kind: 'removed', element: 'GC_CONFIRM_3', where: '第 3 行', after: null },
    ]);
  });

  test('a row whose id changed is the row with the same content', async () => {
    expect(await changesOf([DEADLINES, '<rule id="GC_CONFIRM_3">', '<rule id="R_1">'])).toEqual(
      [].concat([
        { kind: 'changed', element: '', where: '文件格式', before: null, after: null },
      ] as never),
    );
  });

  test('a row that moved, which matters where the first row wins', async () => {
    const text = String(models.find(({ name }) => name === DEADLINES)?.content);
    const third = /<rule id="GC_CONFIRM_3">[\s\S]*?<\/rule>/.exec(text)?.[0] ?? '';
    const changes = await changesOf(
      [DEADLINES, third, ''],
      [DEADLINES, '<rule id="ENT_SUPPLEMENT_5">', `${third}<rule id="ENT_SUPPLEMENT_5">`],
    );
    expect(changes).toMatchObject([
      { element: 'GC_CONFIRM_3', where: '行的次序', before: '第 3 行', after: '第 1 行' },
    ]);
  });

  test('a column: its name, type and allowed values', async () => {
    const changes = await changesOf(
      [DEADLINES, 'label="数量"', 'label="天数"'],
      [DEADLINES, /hitPolicy="FIRST"/, 'hitPolicy="UNIQUE"'],
    );
    expect(changes).toMatchObject([
      { where: '命中规则', before: 'FIRST', after: 'UNIQUE' },
      { where: '列 天数 · 名称', before: '数量', after: '天数' },
    ]);
  });

  test('an expression: the lines that differ', async () => {
    const changes = await changesOf([
      AUTHORITY,
      'context merge([routing, authority])',
      'context merge([authority, routing])',
    ]);
    expect(changes).toMatchObject([
      {
        ...{ element: 'zj-authority', where: '表达式' },
        ...{ before: 'context merge([routing, authority])' },
        ...{ after: 'context merge([authority, routing])' },
      },
    ]);
  });
});

describe('a diagram', () => {
  test('looks alone are one line, however much moved', async () => {
    const text = String(models.find(({ name }) => name === FLOW)?.content);
    const moved = text.replace(
      /(<dc:Bounds x=")(\d+)"/g,
      (_, head, x) => `${head}${Number(x) + 10}"`,
    );
    const changes = await diffModels(
      models,
      models.map((one) => (one.name === FLOW ? { ...one, content: moved } : one)),
    );
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ where: '图形位置', element: '' });
    expect(changes[0]?.after).toMatch(/^\d+ 处$/);
  });

  const elements: Resource = {
    name: 'bpmn/a.bpmn',
    content: `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:process id="a" name="甲流程" isExecutable="true">
  <bpmn:extensionElements><zeebe:properties><zeebe:property name="acts" value="a-acts"/></zeebe:properties></bpmn:extensionElements>
  <bpmn:startEvent id="S" name="收到"/>
  <bpmn:userTask id="T" name="审核">
    <bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="f" bindingType="deployment"/>
      <zeebe:assignmentDefinition candidateGroups="=group"/>
      <zeebe:ioMapping><zeebe:output source="=outcome" target="outcome"/></zeebe:ioMapping></bpmn:extensionElements>
  </bpmn:userTask>
  <bpmn:exclusiveGateway id="G" name="通过？" default="F_no"/>
  <bpmn:endEvent id="E" name="结束"/>
  <bpmn:boundaryEvent id="B" name="到期" attachedToRef="T"><bpmn:timerEventDefinition id="t"><bpmn:timeDate>=dueAt</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
  <bpmn:sequenceFlow id="F1" sourceRef="S" targetRef="T"/>
  <bpmn:sequenceFlow id="F2" sourceRef="T" targetRef="G"/>
  <bpmn:sequenceFlow id="F_yes" name="是" sourceRef="G" targetRef="E"><bpmn:conditionExpression>=outcome = "APPROVED"</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="F_no" name="否" sourceRef="G" targetRef="T"/>
</bpmn:process></bpmn:definitions>`,
  };
  const told = async (from: string, to: string) => {
    const content = String(elements.content).replace(from, to);
    const changes = await diffModels([elements], [{ ...elements, content }]);
    return changes.map(({ kind, where, before, after }) => [kind, where, before, after]);
  };

  test.each([
    ['a name', 'name="审核"', 'name="复核"', '用户任务 复核 · 名称', '审核', '复核'],
    [
      'a condition',
      '"APPROVED"</bpmn:cond',
      '"REFUSED"</bpmn:cond',
      '路径 是（通过？ → 结束） · 条件',
      '=outcome = "APPROVED"',
      '=outcome = "REFUSED"',
    ],
    ['a timer', '=dueAt<', '=lateAt<', '边界事件 到期 · 时间点', '=dueAt', '=lateAt'],
    ['a mapping', '"=outcome"', '"=result"', '用户任务 审核 · 输出 outcome', '=outcome', '=result'],
    [
      'a mapping gone',
      '<zeebe:output source="=outcome" target="outcome"/>',
      '',
      '用户任务 审核 · 输出 outcome',
      '=outcome',
      null,
    ],
    ['a form', 'formId="f"', 'formId="g"', '用户任务 审核 · 表单', 'f', 'g'],
    ['a kind of task', '<zeebe:userTask/>', '', '用户任务 审核 · zeebe:UserTask', '是', null],
    ['a property', '"a-acts"', '"b-acts"', '流程 甲流程 · 属性 acts', 'a-acts', 'b-acts'],
    [
      'the default path',
      'default="F_no"',
      'default="F_yes"',
      '排他网关 通过？ · 默认路径',
      '否',
      '是',
    ],
  ])('%s', async (_, from, to, where, before, after) => {
    expect(await told(from, to)).toEqual([['changed', where, before, after]]);
  });

  test('a path that leads elsewhere', async () => {
    expect(
      await told(
        'id="F_no" name="否" sourceRef="G" targetRef="T"',
        'id="F_no" name="否" sourceRef="G" targetRef="E"',
      ),
    ).toEqual([['changed', '路径 否（通过？ → 结束） · 到', '审核', '结束']]);
  });

  test('an element that came with its path', async () => {
    const more =
      '<bpmn:serviceTask id="N" name="通知"><bpmn:extensionElements><zeebe:taskDefinition type="message.notify"/></bpmn:extensionElements></bpmn:serviceTask><bpmn:sequenceFlow id="F9" sourceRef="E" targetRef="N"/></bpmn:process>';
    expect(await told('</bpmn:process>', more)).toEqual([
      ['added', '服务任务 通知', null, '任务类型 message.notify'],
      ['added', '路径 （结束 → 通知）', null, '（结束 → 通知）'],
    ]);
  });

  test('a whole flow', async () => {
    expect(await diffModels([], [elements])).toMatchObject([
      { kind: 'added', where: '流程', after: '甲流程' },
    ]);
    expect(await diffModels([elements], [])).toMatchObject([
      { kind: 'removed', where: '流程', before: '甲流程' },
    ]);
  });
});

describe('a form', () => {
  test('a new field, and a part of another', async () => {
    const schema = JSON.parse(String(models.find(({ name }) => name === FORM)?.content));
    const group = schema.components.find((c: { components?: object[] }) => c.components);
    const [first] = group.components;
    first.label = '新标题';
    group.components.push({
      ...{ id: 'Field_new', key: 'supervisorName', label: '监理单位', type: 'textfield' },
      validate: { required: true, maxLength: 100 },
    });
    const now = models.map((one) =>
      one.name === FORM ? { ...one, content: JSON.stringify(schema) } : one,
    );
    const changes = await diffModels(models, now);
    expect(changes).toMatchObject([
      {
        ...{ kind: 'added', element: 'Field_new', where: '字段 监理单位', before: null },
        after: '字段名 supervisorName，类型 textfield，必填 是，最多字符 100',
      },
      { kind: 'changed', where: '字段 新标题 · 标题', after: '新标题' },
    ]);
    expect(changes.every(({ model }) => model === '专业承包业绩申报' || model.length > 0)).toBe(
      true,
    );
  });

  test('an option', async () => {
    expect(
      await changesOf([
        FORM,
        '"value": "ENVIRONMENT" }',
        '"value": "ENVIRONMENT" },{ "label": "园林绿化工程", "value": "LANDSCAPE" }',
      ]),
    ).toMatchObject([{ kind: 'changed', before: null, after: '园林绿化工程' }]);
  });
});

test('a word', async () => {
  const edit: Edit = ['labels/zh-CN.json', '"WAIT_GC": "待总包确认"', '"WAIT_GC": "等待确认"'];
  expect(await changesOf(edit)).toEqual([
    {
      ...{ kind: 'changed', element: 'status.WAIT_GC', where: '词语 status.WAIT_GC' },
      ...{ before: '待总包确认', after: '等待确认' },
    },
  ]);
});
