import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { listFiles } from '../../models/folders';

/** What stands in the places of a template: `__id__` for `id`. */
export type Words = Record<string, string>;

/** Ending of a template that must not be taken for what it makes, e.g. a test. */
const TEMPLATE = '.template';

/**
 * Fills in the templates of a folder, in their names and in their text.
 * @returns contents by path, as below the root of the project
 * @throws Error where a template has a place that no word fills
 */
export function filledIn(folder: string, words: Words): Record<string, string> {
  const fill = (text: string) =>
    text.replace(/__([a-z]+)__/g, (place, name: string) => {
      const word = words[name];
      if (word === undefined) throw new Error(`${place} in ${folder}: no word for it`);
      return word;
    });
  const files = listFiles(join(__dirname, folder)).map((file): [string, string] => {
    const path = relative(join(__dirname, folder), file).split(sep).join('/');
    const name = path.endsWith(TEMPLATE) ? path.slice(0, -TEMPLATE.length) : path;
    return [fill(name), fill(readFileSync(file, 'utf8'))];
  });
  return Object.fromEntries(files);
}
