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

/** What the diagram says of a task. */
export function taskModel(release: ReleaseView, task: UserTask): UserTaskModel | undefined {
  const tasks = release.models.processes[task.processId]?.userTasks;
  return tasks?.find((model) => model.id === task.elementId);
}
