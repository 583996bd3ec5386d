import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filledIn } from './templates';

/** A flow that is to be made. */
export interface NewFlow {
  /** folder below bpmn/, dmn/ and forms/, e.g. that of a province */
  area: string;
  /** process id: small letters and digits, words joined by `-`, the area's letters first */
  id: string;
  /** Chinese name */
  name: string;
  /** requirement id, shown in docs and case numbers; without it, made of the process id */
  flow?: string | undefined;
}

const LABELS = 'labels/zh-CN.json';
const OWN_WORDS = 'labels.json';
const ID = /^[a-z]{2}(-[a-z0-9]+)+$/;
const CHINESE = /\p{Script=Han}/u;
const SPECIAL = /["&<>\\{}]/;

/**
 * The files of a flow that runs at once: diagram, tables, start form, words and tests. Reads the
 * templates in `flow/` and the labels, writes nothing.
 * @param root folder of the project
 * @returns contents by path from the root
 * @throws Error that says what came and what is right
 */
export function newFlow(root: string, asked: NewFlow): Record<string, string> {
  const { area, id, name } = asked;
  if (!existsSync(join(root, 'bpmn', area)))
    throw new Error(`bpmn/${area} does not exist: \`npm run new:area -- ${area} <省名>\` makes it`);
  if (!ID.test(id)) throw new Error(`"${id}" is no process id: e.g. xx-site-move`);
  if (!CHINESE.test(name) || SPECIAL.test(name))
    throw new Error(`"${name}" is no Chinese name without " & < > \\ { }`);
  const stem = id
    .replace(/^[a-z]+-/, '')
    .replaceAll('-', '')
    .toUpperCase();
  const words = { area, id, name, stem, flow: asked.flow ?? stem };
  const { [OWN_WORDS]: own = '{}', ...files } = filledIn('flow', words);
  const there = Object.keys(files).filter((path) => existsSync(join(root, path)));
  if (there.length > 0) throw new Error(`${id} exists: ${there.join(', ')}`);
  const labels = JSON.parse(readFileSync(join(root, LABELS), 'utf8'));
  labels.processes[id] = JSON.parse(own);
  return { ...files, [LABELS]: `${JSON.stringify(labels, null, 2)}\n` };
}
