import type { Deps } from '../deps';
import type { UserTask } from '../engine';
import type { CaseFile } from '../entities';
import type { Models, UserTaskModel } from '../models/read';
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

/**
 * Called instances in which a user task was prepared (its start listener is a step of the case), each
 * with the call activity on the case's own diagram, however deep it lies.
 */
async function calledInstances(deps: Deps, file: CaseFile, models: Models): Promise<Instance[]> {
  const calls = callsBelow(models, file.processId);
  const elements = [...calls.values()].flatMap(({ tasks }) => tasks);
  if (elements.length === 0) return [];
  const rows: Instance[] = await deps.db.query(
    `select s.process_instance_key as key, s.process_id as "processId", c.element_id as "calledBy"
     from case_step s left join case_step c on c.job_key = s.process_instance_key
     where s.case_id = $1 and s.element_id = any($2) and s.process_instance_key <> $3
     group by 1, 2, 3 order by max(s.at) desc limit ${CALLED_AT_MOST}`,
    [file.id, elements, file.processInstanceKey],
  );
  return rows.map((row) => {
    return { ...row, calledBy: calls.get(row.calledBy ?? '')?.outermost ?? row.calledBy };
  });
}

/** A call activity: the one of the case's own diagram it lies in, and the user tasks it leads to. */
interface Call {
  outermost: string;
  tasks: string[];
}

/** Every call activity below a process, by its id. */
function callsBelow(
  models: Models,
  processId: string,
  around?: string,
  calls = new Map<string, Call>(),
): Map<string, Call> {
  for (const { id, processId: called } of models.processes[processId]?.calls ?? []) {
    if (calls.has(id)) continue;
    const outermost = around ?? id;
    const tasks = models.processes[called]?.userTasks.map((task) => task.id) ?? [];
    calls.set(id, { outermost, tasks });
    callsBelow(models, called, outermost, calls);
  }
  return calls;
}
