/** One name, four places: whoever knows the name of a thing finds all that belongs to it. */
import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { listFiles } from '../../src/models/folders';
import { readModelFolders } from '../../src/models/read';
import { isTopLevel } from '../../src/tools/models/rule-options';
import { root, workerInfos } from './own-models';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const tests = listFiles(join(root, 'test')).filter((file) => file.endsWith('.test.ts'));

describe('a job type has one name in four places', () => {
  const others = tests.filter((file) => !file.startsWith(__dirname));
  const shown = others.map((file) => readFileSync(file, 'utf8')).join('\n');

  test.each(workerInfos.map(({ type }) => type))('%s', (type) => {
    const places = {
      [`src/workers/<area>/<verb-noun>.ts with type: '${type}'`]: isWorker(type),
      [`.camunda/element-templates/${type}.json`]: existsSync(
        join(root, `.camunda/element-templates/${type}.json`),
      ),
      'its chapter in docs/workers.md': read('docs/workers.md').includes(`## ${type}\n`),
      'a test that names it': new RegExp(`['"\`[]${type}['"\`\\]]`).test(shown),
    };
    expect(Object.entries(places).filter(([, there]) => !there)).toEqual([]);
  });
});

/** `case.set-status` is `case/set-status.ts`; a type without an area may be in any folder. */
function isWorker(type: string): boolean {
  const path = `/${type.replace('.', '/')}.ts`;
  return listFiles(join(root, 'src/workers'))
    .filter((file) => file.split(sep).join('/').endsWith(path))
    .some((file) => readFileSync(file, 'utf8').includes(`type: '${type}'`));
}

/** A flow that a submission starts has a test of its own; a shared step is named in some test. */
describe('a flow has one name in four places', () => {
  const shown = tests
    .filter((file) => file.includes(join('test', 'processes')))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

  test('model, test and docs', async () => {
    const { processes } = await readModelFolders(root);
    const missing = Object.values(processes).flatMap((process) => {
      const { id, file } = process;
      const area = file.split('/')[1];
      const own = `test/processes/${area}/${id}.test.ts`;
      const places = {
        [`bpmn/${area}/${id}.bpmn`]: file === `bpmn/${area}/${id}.bpmn`,
        [own]: isTopLevel(process) ? existsSync(join(root, own)) : shown.includes(id),
        [`docs/flows.md ${id}`]: read('docs/flows.md').includes(`## ${id}\n`),
      };
      return Object.entries(places).filter(([, there]) => !there);
    });
    expect(missing).toEqual([]);
  });
});

test('code names no province: what differs is in the models', () => {
  const province = /zhejiang|chongqing|hangzhou|yunnan|浙江|重庆|杭州|云南/i;
  const named = listFiles(join(root, 'src'))
    .filter((file) => /\.(ts|js|json|html)$/.test(file) && !file.endsWith('models.generated.ts'))
    .filter((file) => province.test(file) || province.test(readFileSync(file, 'utf8')));
  expect(named.map((file) => file.slice(root.length + 1))).toEqual([]);
});
