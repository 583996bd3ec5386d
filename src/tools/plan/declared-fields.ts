import type { FormModel, Models } from '../../models/read';

/**
 * Facts that forms had a field for: where they are not among the facts kept, they were left empty, and
 * that is kept, too.
 */
export class DeclaredFields {
  readonly #known = new Map<string, Set<string>>();

  constructor(private readonly models: Models) {}

  /** Paths of facts, e.g. `data.contractAmount` or `given.opinion`, of cases of a process. */
  of(processId: string): Set<string> {
    const known = this.#known.get(processId) ?? new Set(this.#pathsOf(processId));
    this.#known.set(processId, known);
    return known;
  }

  #pathsOf(processId: string): string[] {
    const { processes, forms } = this.models;
    const start = forms[processes[processId]?.startForm ?? processId];
    // a case's acts may be in processes that it calls
    const tasks = Object.values(processes).flatMap(({ userTasks }) =>
      userTasks.flatMap(({ formId }) => forms[formId ?? ''] ?? []),
    );
    return [...ofStartForm(start), ...tasks.flatMap((form) => paths(form, 'given.'))];
  }
}

function ofStartForm(form: FormModel | undefined): string[] {
  const refs = (form?.components ?? []).filter(({ properties }) => properties.ref);
  return [
    ...paths(form, 'data.'),
    ...paths(form, 'case.data.'),
    ...refs.map(({ path }) => `refs.${path}`),
  ];
}

function paths(form: FormModel | undefined, prefix: string): string[] {
  return (form?.components ?? []).flatMap(({ path }) => (path ? [`${prefix}${path}`] : []));
}
