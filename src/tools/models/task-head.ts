import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Models } from '../../models/read';

/** A component as it stands in a form's file. */
export interface RawComponent {
  id: string;
  key?: string;
  label?: string;
  properties?: Record<string, string>;
  layout?: { row?: string; columns?: number | null };
  components?: RawComponent[];
  [property: string]: unknown;
}

/** Where the head of task forms lies, below the root. */
export const TASK_HEAD = 'forms/common/task-head.json';

/** Where the list of remarks on single fields lies, for forms that send a case back for correction. */
export const TASK_OBJECTIONS = 'forms/common/task-objections.json';

/** Parts that many task forms have, each from its one source. */
export interface CommonParts {
  head: RawComponent[];
  objections: RawComponent[];
}

/** Ids of components that belong to the list of remarks. */
const OF_OBJECTIONS = /^Objections_/;

/** Ids of components that belong to the head. */
const OF_HEAD = /^Head_/;

/** The parts that many task forms have, from their sources. */
export function readCommonParts(root: string): CommonParts {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')).components;
  return { head: read(TASK_HEAD), objections: read(TASK_OBJECTIONS) };
}

/** Ids of the forms that user tasks show. */
export function taskForms({ processes }: Models): Set<string> {
  const tasks = Object.values(processes).flatMap(({ userTasks }) => userTasks);
  return new Set(tasks.flatMap(({ formId }) => formId ?? []));
}

/** The components of a task form with the head as it is now; a label that the form words itself stays. */
export function withHead(components: RawComponent[], head: RawComponent[]): RawComponent[] {
  const label = (id: string) => components.find((component) => component.id === id)?.label;
  return [
    ...head.map((component) => {
      const own = label(component.id);
      return own ? { ...component, label: own } : component;
    }),
    ...components.filter(({ id }) => !OF_HEAD.test(id)),
  ];
}

/**
 * The components of a task form with the list of remarks at its end, where one of its answers sends the
 * case back for correction (component property `returns`); the list shows with these answers.
 */
export function withObjections(
  components: RawComponent[],
  objections: RawComponent[],
): RawComponent[] {
  const own = components.filter(({ id }) => !OF_OBJECTIONS.test(id));
  const question = components.find(({ properties }) => properties?.returns);
  if (!question) return own;
  const codes = (question.properties?.returns ?? '').split(',').map((code) => code.trim());
  const isOther = codes.map((code) => `${question.key} != "${code}"`);
  const conditional = { hide: `=${isOther.join(' and ')}` };
  return [...own, ...objections.map((component) => ({ ...component, conditional }))];
}

/** Does a form begin with the components of the head? */
export function hasHead(components: RawComponent[], head: RawComponent[]): boolean {
  return head.every(({ id }, position) => components[position]?.id === id);
}
