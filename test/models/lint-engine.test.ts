import { type Resource, readModels, readResources } from '../../src/models/read';
import { askEngine } from '../../src/tools/models/engine/answers';
import { lintByEngine } from '../../src/tools/models/engine/lint-engine';
import { root } from './own-models';

/**
 * Each seeds one error into a model of this repository, lints that file alone with the engine's own
 * libraries, and expects the rule, and what the finding says of place and remedy.
 */
type Seed = [name: string, file: string, find: string, came: string, rule: string, says: string[]];

const DEADLINES = 'dmn/zhejiang/zj-deadlines.dmn';
const ITEM = '第 1 行「事项（如专业类别）」';
const item = (cell: string) =>
  `<inputEntry id="ENT_SUPPLEMENT_5_item">\n          <text>${cell}</text>`;
const output = (name: string, cell: string) =>
  `<outputEntry id="ENT_SUPPLEMENT_5_${name}Out">\n          <text>${cell}</text>`;

/** A cell of the column 事项 in the first row. */
function cell(came: string, rule: string, ...says: string[]): Seed {
  return [came, DEADLINES, item(''), item(asXml(came)), rule, [ITEM, ...says]];
}

const asXml = (feel: string) => feel.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const seeds: Seed[] = [
  cell('“DECORATION”', 'engine/feel', '请写 "DECORATION"'),
  cell('"A"，"B"', 'engine/feel', '请写 "A", "B"'),
  cell('not（"A"）', 'engine/feel', '请写 not("A")'),
  cell('"A" "B"', 'engine/feel', 'cannot read it: Expected'),
  cell('"DECORATION', 'engine/feel', '请写 "DECORATION"'),
  cell("'DECORATION'", 'engine/feel', '请写 "DECORATION"'),
  cell('="A"', 'engine/feel', '请写 "A"'),
  cell('!= "A"', 'engine/feel', '请写 not("A")'),
  cell(
    'count(key) > 0 and every c in key satisfies c = "A"',
    'engine/feel',
    '请写 count(key) > 0 and (every c in key satisfies c = "A")',
  ),
  [
    '１０',
    DEADLINES,
    output('n', '5'),
    output('n', '１０'),
    'engine/feel',
    ['第 1 行「数量」', '请写 10', 'type 10'],
  ],
  cell('DECORATION', 'dmn/name', '没有引号', '请写 "DECORATION"'),
  [
    'WD without quotes',
    DEADLINES,
    output('unit', '"WD"'),
    output('unit', 'WD'),
    'dmn/name',
    ['第 1 行「单位（WD 工作日、CD 日）」', '请写 "WD"'],
  ],
  cell('10', 'dmn/type', '类型是 string', '请写 "10"'),
  [
    'text in a column of numbers',
    DEADLINES,
    output('n', '5'),
    output('n', '"5"'),
    'dmn/type',
    ['第 1 行「数量」', '请写 5'],
  ],
  cell('list contains(["A"], ?)', 'dmn/never-met', '如 "A", "B"'),
  cell('list contains(key, ?)', 'dmn/never-met', '如 "A", "B"'),
  cell('not(list contains(key, "A"))', 'dmn/never-met', '此处写 false'),
  cell('1 + 1', 'dmn/never-met', '此行永远不命中'),
  [
    'column without an id',
    DEADLINES,
    '<input id="Input_item" ',
    '<input ',
    'dmn/column-id',
    ['列「事项（如专业类别）」'],
  ],
  [
    'variable without a name',
    DEADLINES,
    '<decisionTable id="DecisionTable_ZjDeadlines"',
    '<variable id="V" /><decisionTable id="DecisionTable_ZjDeadlines"',
    'dmn/variable-name',
    ['name="zj-deadlines"'],
  ],
  [
    'hit policy that there is not',
    DEADLINES,
    'hitPolicy="FIRST"',
    'hitPolicy="FIRSTS"',
    'engine/dmn',
    ['引擎不接受此表'],
  ],
];

let own: Resource[];
beforeAll(async () => {
  own = await readResources(root);
});

async function lint(file: string, find: string, came: string) {
  const content = String(own.find(({ name }) => name === file)?.content);
  expect(content).toContain(find);
  const resources = [{ name: file, content: content.replace(find, () => came) }];
  const { findings } = await lintByEngine(resources, await readModels(resources));
  return findings;
}

describe('[R3][R4] what the engine would not take, or never meet, is found before it is deployed', () => {
  test.each(seeds)('%s', async (_, file, find, came, rule, says) => {
    const findings = await lint(file, find, came);
    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
    expect(findings[0]?.file).toBe(file);
    for (const words of says) expect(findings[0]?.message).toContain(words);
  });
});

describe('[R3] diagrams', () => {
  test.each([
    ['mapping', /source="=[^"]*"/, 'source="=a +"', ''],
    [
      'condition',
      /(<bpmn:conditionExpression [^>]*>)=[^<]*/,
      '$1=outcome = “A”',
      'type =outcome = "A"',
    ],
    [
      'correlation key',
      /correlationKey="=[^"]*"/,
      'correlationKey="=case（id）"',
      'type =case(id)',
    ],
  ])('%s', async (_, find, came, says) => {
    const diagram = own.find(
      ({ name, content }) => name.endsWith('.bpmn') && find.test(`${content}`),
    );
    const name = diagram?.name ?? '';
    const resources = [{ name, content: String(diagram?.content).replace(find, came) }];
    const { findings } = await lintByEngine(resources, await readModels(resources));
    expect(findings).toEqual([
      expect.objectContaining({ file: name, rule: 'engine/bpmn', severity: 'error' }),
    ]);
    expect(findings[0]?.element).not.toBe('');
    expect(findings[0]?.message).toContain('failed to parse expression');
    expect(findings[0]?.message).toContain(says);
  });

  test('timers', async () => {
    const timers = own.find(({ content }) => /<bpmn:timeDuration [^>]*>=/.test(String(content)));
    const content = String(timers?.content).replace(/(<bpmn:time\w+ [^>]*>)=[^<]*/, '$1P3X');
    const resources = [{ name: timers?.name ?? '', content }];
    const { findings } = await lintByEngine(resources, await readModels(resources));
    expect(findings.map(({ rule }) => rule)).toContain('engine/bpmn');
  });
});

describe('allowed values', () => {
  test('[R4] a cell with a value that its column does not allow', async () => {
    const known = '<text>"WD","CD","DATE"</text>';
    const type = 'typeRef="string" biodi:width="170" />';
    const content = String(own.find(({ name }) => name === DEADLINES)?.content)
      .replace(
        `name="unit" ${type}`,
        `name="unit" typeRef="string"><outputValues>${known}</outputValues></output>`,
      )
      .replace(output('unit', '"WD"'), output('unit', '"WT"'));
    const resources = [{ name: DEADLINES, content }];
    const { findings } = await lintByEngine(resources, await readModels(resources));
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['dmn/allowed-values', expect.stringContaining('此列只允许 "WD", "CD", "DATE"')],
    ]);
  });
});

test('what the engine said of a file is kept: the same file is not read again', async () => {
  const [file] = own.filter(({ name }) => name === DEADLINES);
  if (!file) throw new Error(DEADLINES);
  const once = { ...file, content: `${file.content}<!-- ${Date.now()} -->` };
  expect((await askEngine([once])).effort).toMatchObject({ asked: 1, kept: 0 });
  const again = await askEngine([once]);
  expect(again.effort).toEqual({ asked: 0, kept: 1, startMs: 0, askMs: 0 });
  expect(again.answers.get(DEADLINES)?.problem).toBeNull();
});
