import type { Deps } from '../deps';
import type { UserTask } from '../engine';
import type { CaseFile } from '../entities';
import type { Models, ProcessModel, UserTaskModel } from '../models/read';
import type { ReleaseView } from '../records/releases';

/** A task of a case that is open now, with what its model says of it. */
export interface OpenTask {
  task: UserTask;
  model: UserTaskModel;
  /** the element of the case's own diagram where it stands: the task, or the call activity around it */
  shownAs: string;
}

/** One process instance of a case: its own, or one that it calls. */
interface Instance {
  key: string;
  processId: string;
  calledBy: string | null;
}

/** Called instances are looked at from the newest on; older ones are long done. */
const CALLED_AT_MOST = 20;

/** Open tasks of a case, also those of the processes it calls. */
export async function openTasks(
  deps: Deps,
  file: CaseFile,
  release: ReleaseView,
): Promise<OpenTask[]> {
  if (!file.processInstanceKey || file.closedAt) return [];
  const own = { key: file.processInstanceKey, processId: file.processId, calledBy: null };
  const instances = [own, ...(await calledInstances(deps, file, release.models))];
  const found = await Promise.all(instances.map((one) => openTasksOf(deps, one, release.models)));
  return found.flat();
}

async function openTasksOf(
  deps: Deps,
  { key, processId, calledBy }: Instance,
  models: Models,
): Promise<OpenTask[]> {
  const tasks = await deps.engine.tasks({ processInstanceKey: key, state: 'CREATED' });
  return tasks.flatMap((task) => {
    const model = models.processes[processId]?.userTasks.find((m) => m.id === task.elementId);
    return model ? [{ task, model, shownAs: calledBy ?? task.elementId }] : [];
  });
}

/** Called instances in which a user task was prepared (its start listener is a step of the case). */
async function calledInstances(deps: Deps, file: CaseFile, models: Models): Promise<Instance[]> {
  const elements = [...calledProcesses(models, file.processId)].flatMap((p) =>
    p.userTasks.map((task) => task.id),
  );
  if (elements.length === 0) return [];
  return deps.db.query(
    `select s.process_instance_key as key, s.process_id as "processId", c.element_id as "calledBy"
     from case_step s left join case_step c on c.job_key = s.process_instance_key
     where s.case_id = $1 and s.element_id = any($2) and s.process_instance_key <> $3
     group by 1, 2, 3 order by max(s.at) desc limit ${CALLED_AT_MOST}`,
    [file.id, elements, file.processInstanceKey],
  );
}

/** What a process calls, and what that calls. */
function calledProcesses(
  models: Models,
  processId: string,
  seen = new Set<ProcessModel>(),
): Set<ProcessModel> {
  for (const call of models.processes[processId]?.calls ?? []) {
    const called = models.processes[call.processId];
    if (!called || seen.has(called)) continue;
    seen.add(called);
    calledProcesses(models, called.id, seen);
  }
  return seen;
}
