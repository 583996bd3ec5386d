import { basename } from 'node:path/posix';
import type { LabelFile, Labels } from '../types';
import type { ChangesOf } from './changes';

/** What differs between the words of two releases, in the file of one language. */
export function diffLabels(of: ChangesOf, before: Labels, after: Labels): void {
  const language = basename(of.file, '.json');
  const [was, is] = [wordsOf(before[language]), wordsOf(after[language])];
  for (const place of new Set([...was.keys(), ...is.keys()])) {
    const [old, now] = [was.get(place), is.get(place)];
    if (old === now) continue;
    const where = `词语 ${place}`;
    if (old === undefined) of.added(place, where, now ?? '');
    else if (now === undefined) of.removed(place, where, old);
    else of.changed(place, where, old, now);
  }
}

/** `status.WAIT_GC`, `cq.status.RETURNED` → the words. */
function wordsOf(file?: LabelFile): Map<string, string> {
  const { common = {}, own = {} } = file ?? {};
  return new Map(
    Object.entries({ '': common, ...own }).flatMap(([beginning, groups]) =>
      Object.entries(groups).flatMap(([group, words]) =>
        Object.entries(words).map(([code, word]): [string, string] => [
          [beginning, group, code].filter(Boolean).join('.'),
          word,
        ]),
      ),
    ),
  );
}
