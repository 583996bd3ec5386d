import labels from '../../labels/zh-CN.json';

type Dictionary = Record<string, Record<string, string>>;

/** Chinese wording for codes (labels/zh-CN.json), and where some processes have words of their own. */
const { processes, ...common } = labels;
const dictionary: Dictionary = common;
const own: Record<string, Dictionary> = processes;

/**
 * Chinese label of a code.
 * @param group e.g. `status`, `marks`, `acts`
 * @param process the process whose code it is: the section below `processes` with the longest
 *   beginning of its id (`aa-entry`, then `aa`) wins over the common wording
 * @returns the code itself where the dictionary has no entry, so that nothing is hidden
 */
export function label(group: string, code: string, process = ''): string {
  const words = process.split('-');
  const sections = words.map((_, cut) => own[words.slice(0, words.length - cut).join('-')]);
  const section = sections.find((entries) => entries?.[group]?.[code] !== undefined);
  return section?.[group]?.[code] ?? dictionary[group]?.[code] ?? code;
}

/** A code with its Chinese label, as `label` finds it. */
export function labelled(group: string, code: string, process?: string) {
  return { code, label: label(group, code, process) };
}
