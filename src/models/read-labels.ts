import type { Dictionary, LabelFile } from './types';

/**
 * Reads the words of one language, `labels/<language>.json`: group → code → words, and below
 * `processes` the same once more for the processes whose ids begin so.
 * @throws Error naming the place where there is something else than words
 */
export function readLabels(json: string): LabelFile {
  const { processes = {}, ...common } = objectAt(JSON.parse(json), '');
  const own = Object.entries(objectAt(processes, 'processes')).map(
    ([beginning, groups]) => [beginning, dictionary(groups, `processes.${beginning}`)] as const,
  );
  return { common: dictionary(common, ''), own: Object.fromEntries(own) };
}

function dictionary(groups: unknown, at: string): Dictionary {
  const read = Object.entries(objectAt(groups, at)).map(([group, words]) => {
    const place = [at, group].filter(Boolean).join('.');
    for (const [code, word] of Object.entries(objectAt(words, place)))
      if (typeof word !== 'string') throw new Error(`${place}.${code} must be text in quotes`);
    return [group, words as Record<string, string>] as const;
  });
  return Object.fromEntries(read);
}

function objectAt(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error(`${at || 'the file'} must hold names and their words`);
}
