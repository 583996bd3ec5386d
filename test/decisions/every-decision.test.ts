import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readModelFolders } from '../../src/models/read';
import { ROOT } from '../harness/models';

test('every decision has a test of its rows', async () => {
  const { decisions } = await readModelFolders(ROOT);
  const missing = Object.values(decisions)
    .map(({ id, file }) => `test/decisions/${file.split('/')[1]}/${id}.test.ts`)
    .filter((file) => !existsSync(join(ROOT, file)));
  expect(missing).toEqual([]);
});
