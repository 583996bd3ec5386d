import { join } from 'node:path';
import { place } from '../../../src/domain/paths';
import { createFormChecker } from '../../../src/forms/check';
import { checkPlainForm } from '../../../src/forms/plain';
import { gatesOf } from '../../../src/models/gate';
import { type FormModel, type Models, readModelFolders } from '../../../src/models/read';

const ROOT = join(__dirname, '../../..');
const checker = createFormChecker();
let models: Models;
beforeAll(async () => {
  models = await readModelFolders(ROOT);
});
afterAll(() => checker.close());

/** Values that fields get, right and wrong ones. */
const VALUES: unknown[] = [
  ...[
    '',
    null,
    'UPGRADE',
    'CONSTRUCTION',
    'nonsense',
    '91330109ma2gate019',
    '2015/7/1',
    '2015-02-30',
  ],
  ...['x'.repeat(200), 7, true, ['a'], {}],
];

/** The form with the same in every field that people fill in, in lists in one row. */
function filled({ components }: FormModel, value: unknown): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const { key, path, list, properties } of components) {
    if (!key || !path || properties.linked) continue;
    place(data, list ? [list, 0, key] : path.split('.'), value);
  }
  return data;
}

test('[ZJ-19] a gate refuses what form-js would refuse, in the same words', async () => {
  const gates = gatesOf(models);
  expect(gates.length).toBeGreaterThan(2);
  for (const { form } of gates)
    for (const value of VALUES) {
      const data = filled(form, value);
      const { errors } = await checker.check(models.labels, form.schema, data);
      const plain = checkPlainForm(models.labels, form, data);
      const told = (all: typeof errors) => all.map(({ field, zh }) => `${field} ${zh}`).sort();
      expect([form.id, value, told(plain.errors)]).toEqual([form.id, value, told(errors)]);
    }
}, 60_000);
