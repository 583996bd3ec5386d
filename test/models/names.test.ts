/** One name, four places: whoever knows the name of a thing finds all that belongs to it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../../src/models/folders';
import { readModelFolders } from '../../src/models/read';
import { root, workerInfos } from './own-models';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const tests = listFiles(join(root, 'test')).filter((file) => file.endsWith('.test.ts'));

describe('a job type has one name in four places', () => {
  const mentions = tests
    .filter((file) => !file.startsWith(__dirname))
    .map((file) => readFileSync(file, 'utf8'));

  test.each(workerInfos.map(({ type }) => type))('%s', (type) => {
    const [file = ''] = workerFiles(type);
    expect(read(file)).toContain(`type: '${type}'`);
    expect(existsSync(join(root, `.camunda/element-templates/${type}.json`))).toBe(true);
    expect(read('docs/workers.md')).toContain(`## ${type}\n`);
    expect(mentions.some((text) => text.includes(`'${type}'`) || text.includes(`[${type}]`))).toBe(
      true,
    );
  });

  /** `case.set-status` is `case/set-status.ts`; a type without an area may be in any folder. */
  function workerFiles(type: string): string[] {
    const path = `/${type.replace('.', '/')}.ts`;
    const all = listFiles(join(root, 'src/workers')).map((file) => file.slice(root.length + 1));
    return all.filter((file) => file.endsWith(path));
  }
});

test('a flow has one name in four places', async () => {
  const { processes } = await readModelFolders(root);
  for (const { id, file } of Object.values(processes)) {
    const area = file.split('/')[1];
    const missing = [`bpmn/${area}/${id}.bpmn`, `test/processes/${area}/${id}.test.ts`];
    expect(missing.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(read('docs/flows.md')).toContain(`## ${id}\n`);
  }
});

test('code names no province: what differs is in the models', () => {
  const province = /zhejiang|chongqing|hangzhou|yunnan|浙江|重庆|杭州|云南/i;
  const named = listFiles(join(root, 'src'))
    .filter((file) => /\.(ts|js|json|html)$/.test(file) && !file.endsWith('models.generated.ts'))
    .filter((file) => province.test(file) || province.test(readFileSync(file, 'utf8')));
  expect(named.map((file) => file.slice(root.length + 1))).toEqual([]);
});
