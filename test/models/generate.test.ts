import { generateAll } from '../../src/tools/models/generate-all';
import { differences } from '../../src/tools/models/generated-files';
import { root, workerInfos } from './own-models';

test('[check-18] what is generated from the models is committed: run `npm run generate`', async () => {
  expect(differences(root, await generateAll(root, workerInfos))).toEqual([]);
});

test('generating twice gives the same bytes', async () => {
  const [first, second] = [
    await generateAll(root, workerInfos),
    await generateAll(root, workerInfos),
  ];
  expect(first).toEqual(second);
});
