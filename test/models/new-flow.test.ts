/** `npm run new:flow`: what it writes is clean, whole, and as the generator would write it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readResources } from '../../src/models/read';
import { isFault } from '../../src/tools/models/finding';
import { generateAll } from '../../src/tools/models/generate-all';
import { lintResources } from '../../src/tools/models/lint-models';
import { newFlow } from '../../src/tools/new/new-flow';
import { root, workerInfos } from './own-models';

const AREA = 'zhejiang';
const asked = { area: AREA, id: 'zj-site-move', name: '工地搬迁备案' };

describe('npm run new:flow', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zjf-new-flow-'));
  const files = newFlow(root, asked);
  beforeAll(() => {
    for (const part of ['bpmn', 'dmn', 'forms', 'labels'])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the models that it writes have no fault and no warning', async () => {
    const found = await lintResources(root, await readResources(folder), workerInfos);
    const ours = found.filter(({ file }) => file.includes(asked.id));
    expect(ours.filter((one) => isFault(one) || one.severity === 'warn')).toEqual([]);
    expect(found.filter(isFault)).toEqual([]);
  });

  test('generating changes none of them, and tells of the flow', async () => {
    const generated = await generateAll(folder, workerInfos);
    const form = `forms/${AREA}/${asked.id}.form`;
    expect(generated[form]).toBe(files[form]);
    expect(generated['docs/flows.md']).toContain(`## ${asked.id}\n`);
    expect(generated['src/models.generated.ts']).toContain("'E-SITEMOVE-01'");
  });

  test('each table and the flow have a test of their own', () => {
    const tests = Object.keys(files).filter((path) => path.endsWith('.test.ts'));
    const tables = Object.keys(files).filter((path) => path.endsWith('.dmn'));
    expect(tests).toContain(`test/processes/${AREA}/${asked.id}.test.ts`);
    expect(tests).toHaveLength(tables.length + 1);
    for (const path of tests) expect(files[path]).not.toMatch(/__[a-z]+__/);
  });

  test('the words stand with the flow, and nothing else of the labels changes', () => {
    const [before, after] = [
      JSON.parse(readFileSync(join(root, 'labels/zh-CN.json'), 'utf8')),
      JSON.parse(files['labels/zh-CN.json'] ?? ''),
    ];
    const { [asked.id]: own, ...others } = after.processes;
    expect(own.deadlines.REVIEW).toBe('审核期限');
    expect({ ...after, processes: others }).toEqual(before);
  });

  test.each([
    [{ ...asked, area: 'nowhere' }, 'npm run new:area'],
    [{ ...asked, id: 'SiteMove' }, 'is no process id'],
    [{ ...asked, name: 'Site move' }, 'is no Chinese name'],
    [{ ...asked, name: '搬迁"><x' }, 'is no Chinese name'],
    [{ ...asked, id: 'zj-enterprise' }, 'zj-enterprise exists'],
  ])('%j is refused, and says what is right', (wrong, words) => {
    expect(() => newFlow(root, wrong)).toThrow(words);
  });
});
