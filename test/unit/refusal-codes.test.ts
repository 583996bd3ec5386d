import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../../src/models/folders';

const ROOT = join(__dirname, '../..');
const read = (folder: string, end: string) =>
  listFiles(join(ROOT, folder))
    .filter((file) => file.endsWith(end) && !file.endsWith('models.generated.ts'))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** Codes of the refusals of doors and formats, which belong to no model. */
const general = new Set(
  readFileSync(join(ROOT, 'src/errors.ts'), 'utf8').match(/(?<=^ {2}')E-00-\d\d(?=': \[)/gm),
);
const ofRules = new Set(
  read('dmn', '.dmn')
    .flatMap(({ text }) => text.match(/(?<=")(?:[A-Z]+-)?E-?\d+(?:-\d+)?(?=")/g) ?? [])
    .filter((code) => !general.has(code)),
);

test('[D19] what a refusal of a rule means is said by the models: the source knows no code of theirs', () => {
  expect(general.size).toBeGreaterThan(20);
  expect(ofRules.size).toBeGreaterThan(50);
  const told = read('src', '.ts').flatMap(({ file, text }) =>
    [...ofRules].filter((code) => text.includes(code)).map((code) => `${file} ${code}`),
  );
  expect(told).toEqual([]);
});
