import shipped from '../../labels/zh-CN.json';
import { readLabels } from '../models/read-labels';
import type { Labels } from '../models/types';

const LANGUAGE = 'zh-CN';

/** The words that came with the application, for releases from before labels were a part of them. */
const ours = readLabels(JSON.stringify(shipped));

/**
 * Chinese label of a code, in the words of a release.
 * @param labels of the release: that of the case, or the newest where no case is spoken of
 * @param group e.g. `status`, `marks`, `acts`
 * @param process the process whose code it is: the section below `processes` with the longest
 *   beginning of its id (`aa-entry`, then `aa`) wins over the common wording
 * @returns the code itself where the dictionary has no entry, so that nothing is hidden
 */
export function label(labels: Labels, group: string, code: string, process = ''): string {
  const { common, own } = labels[LANGUAGE] ?? ours;
  const words = process.split('-');
  const sections = words.map((_, cut) => own[words.slice(0, words.length - cut).join('-')]);
  const section = sections.find((entries) => entries?.[group]?.[code] !== undefined);
  return section?.[group]?.[code] ?? common[group]?.[code] ?? code;
}

/** The groups of codes that a release has words for, of every process. */
export function labelGroups(labels: Labels): string[] {
  const { common, own } = labels[LANGUAGE] ?? ours;
  return [...new Set([common, ...Object.values(own)].flatMap((groups) => Object.keys(groups)))];
}

/** All codes of a group that a release has words for, of every process, in the order of the file. */
export function labelsOf(labels: Labels, group: string): { code: string; label: string }[] {
  const { common } = labels[LANGUAGE] ?? ours;
  return Object.entries(common[group] ?? {}).map(([code, words]) => ({ code, label: words }));
}

/**
 * The status of a library entry in words. Where it is said otherwise than of a case (what was withdrawn
 * from a library was not taken back by its applicant), its words stand in the group `entryStatus`.
 */
export function entryStatusLabel(labels: Labels, status: string, process?: string): string {
  const own = label(labels, 'entryStatus', status, process);
  return own === status ? label(labels, 'status', status, process) : own;
}

/** A code with its Chinese label, as `label` finds it. */
export function labelled(labels: Labels, group: string, code: string, process?: string) {
  return { code, label: label(labels, group, code, process) };
}
