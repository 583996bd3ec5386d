import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Models } from '../../models/read';

/** A component as it stands in a form's file. */
export interface RawComponent {
  id: string;
  label?: string;
  layout?: { row?: string; columns?: number | null };
  components?: RawComponent[];
  [property: string]: unknown;
}

/** Where the head of task forms lies, below the root. */
export const TASK_HEAD = 'forms/common/task-head.json';

/** Ids of components that belong to the head. */
const OF_HEAD = /^Head_/;

/** What every task form begins with, from its one source. */
export function readTaskHead(root: string): RawComponent[] {
  return JSON.parse(readFileSync(join(root, TASK_HEAD), 'utf8')).components;
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

/** Does a form begin with the components of the head? */
export function hasHead(components: RawComponent[], head: RawComponent[]): boolean {
  return head.every(({ id }, position) => components[position]?.id === id);
}
