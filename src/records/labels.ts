import labels from '../../labels/zh-CN.json';

/** The one dictionary: Chinese wording for codes (labels/zh-CN.json). */
const dictionary: Record<string, Record<string, string>> = labels;

/**
 * Chinese label of a code.
 * @param group e.g. `status`, `marks`, `acts`
 * @returns the code itself where the dictionary has no entry, so that nothing is hidden
 */
export function label(group: string, code: string): string {
  return dictionary[group]?.[code] ?? code;
}
