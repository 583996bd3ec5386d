import type { Deps } from '../deps';
import type { UserTask } from '../engine';
import type { CaseFile } from '../entities';
import type { UserTaskModel } from '../models/read';
import type { ReleaseView } from '../records/releases';

/** A task of a case that is open now, with what its model says of it. */
export interface OpenTask {
  task: UserTask;
  model: UserTaskModel;
}

/** Open tasks of a case, also those of the processes it calls. */
export async function openTasks(
  { feed }: Pick<Deps, 'feed'>,
  file: CaseFile,
  release: ReleaseView,
): Promise<OpenTask[]> {
  if (!file.processInstanceKey || file.closedAt) return [];
  const tasks = await feed.openTasks({ roots: [file.processInstanceKey] });
  return tasks.flatMap((task) => {
    const model = taskModel(release, task);
    return model ? [{ task, model }] : [];
  });
}

/** Is a task offered to one of these organisations? */
export function isOfferedTo({ candidateGroups }: UserTask, organisations: string[]): boolean {
  return candidateGroups.some((group) => organisations.includes(group));
}

/**
 * Which of several open tasks for the same act somebody means: one of the own organisations, before
 * all one that this person has claimed, last one that a colleague has; else the first.
 */
export function meantBy(
  { username, organisations }: { username: string; organisations: string[] },
  tasks: OpenTask[],
): OpenTask | undefined {
  const own = tasks.filter(({ task }) => isOfferedTo(task, organisations));
  const held = (by: string | null) => own.find(({ task }) => task.assignee === by);
  return held(username) ?? held(null) ?? own[0] ?? tasks[0];
}

/** What the diagram says of a task. */
export function taskModel(release: ReleaseView, task: UserTask): UserTaskModel | undefined {
  const tasks = release.models.processes[task.processId]?.userTasks;
  return tasks?.find((model) => model.id === task.elementId);
}
