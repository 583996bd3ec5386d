/** Schemas of XML that are read once (`SchemasReadOnce`): the engine takes and refuses what it did before. */
import { join } from 'node:path';
import { type Resource, readResources } from '../../src/models/read';
import { openLines } from '../../src/tools/rules-engine/lines';
import { installRulesEngine } from '../../stack/lib/fetch';
import { SCHEMAS_READ_ONCE } from '../../stack/lib/rules-engine';
import { readSettings } from '../../stack/lib/settings';
import { root } from './own-models';

type Lines = ReturnType<typeof openLines>;
const TABLE = 'dmn/zhejiang/zj-deadlines.dmn';
const DIAGRAM = 'bpmn/common/common-deadline.bpmn';
const MODEL = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/** What goes wrong with a file, by what is put in the place of what. */
const SEEDS: [file: string, find: string | RegExp, came: string][] = [
  [TABLE, '<decisionTable', '<decisionTabel'],
  [TABLE, 'hitPolicy="', 'hitPolicie="'],
  [TABLE, /hitPolicy="[^"]*"/, 'hitPolicy="SOMETIMES"'],
  [TABLE, /<decision id="[^"]*"/, '<decision id="1 2"'],
  [TABLE, '<inputEntry', '<surprise/><inputEntry'],
  [TABLE, /typeRef="string"/, 'typeRef='],
  [TABLE, MODEL, 'https://www.omg.org/spec/DMN/20211108/MODEL/'],
  [TABLE, MODEL, 'http://www.omg.org/spec/DMN/20180521/MODEL/'],
  [TABLE, MODEL, 'urn:nobody'],
  [TABLE, '</definitions>', ''],
  [TABLE, /^<\?xml[^>]*>/, '<!DOCTYPE definitions [<!ENTITY a "b">]>'],
  [DIAGRAM, '<bpmn:process', '<bpmn:proces'],
  [DIAGRAM, 'isExecutable="true"', 'isExecutable="perhaps"'],
  [DIAGRAM, '<bpmn:startEvent', '<bpmn:surprise/><bpmn:startEvent'],
  [DIAGRAM, /<bpmn:endEvent id="[^"]*"/, '<bpmn:endEvent id="1 2"'],
  [DIAGRAM, '</bpmn:definitions>', ''],
];

let intact: Resource[];
let once: Lines;
let eachTime: Lines;
beforeAll(async () => {
  intact = await readResources(root);
  const { java, args } = await installRulesEngine(readSettings());
  expect(args).toContain(SCHEMAS_READ_ONCE);
  once = openLines(java, args);
  eachTime = openLines(
    java,
    args.filter((arg) => arg !== SCHEMAS_READ_ONCE && !arg.includes('SharedArchiveFile')),
  );
});
afterAll(() => Promise.all([once.close(), eachTime.close()]));

const op = (name: string) => (name.endsWith('.dmn') ? 'tables' : 'diagrams');
const both = (name: string, content: string) =>
  Promise.all(
    [once, eachTime].map((lines) => lines.ask({ op: op(name), resources: [{ name, content }] })),
  );

test('what our own models are is read alike', async () => {
  const files = intact.filter(({ name }) => /\.(dmn|bpmn)$/.test(name));
  for (const { name, content } of files) {
    const [said, before] = await both(name, String(content));
    expect([name, said]).toEqual([name, before]);
  }
});

test.each(SEEDS)('%s with %s as %s is judged in the same words', async (file, find, came) => {
  const { content = '' } = intact.find(({ name }) => name === file) ?? {};
  const seeded = String(content).replaceAll(
    typeof find === 'string' ? find : new RegExp(find, 'g'),
    came,
  );
  expect(seeded).not.toBe(content);
  const [said, before] = await both(join('seeded', file), seeded);
  expect(said).toEqual(before);
});
