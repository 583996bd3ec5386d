import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import type { UserTask } from '../engine';
import { refuse, StrangerError } from '../errors';
import type { Search, TasklistTask } from './shapes';

/** So many more are asked for, because some that Tasklist still lists are done. */
const MARGIN = 20;

/**
 * A task, open or ended, of the caller's own organisations as of now.
 * @throws E-00-22 for any other, so that nobody learns what exists; trying one that is there is a
 *   security event of the caller
 */
export async function ownTask(
  deps: Pick<Deps, 'feed'>,
  key: string,
  caller: Caller,
): Promise<UserTask> {
  const [task] = await deps.feed.tasks([key]);
  if (!task) throw refuse('E-00-22');
  if (!isFor(caller, task.candidateGroups)) throw new StrangerError(`task:${key}`);
  return task;
}

/** What Tasklist is asked for in the caller's name; null where nothing can be found. */
export function searchFor(search: Search, caller: Caller): object | null {
  const { candidateGroup, pageSize, ...wanted } = search;
  const groups = candidateGroup ? [candidateGroup] : caller.organisations;
  if (groups.length === 0 || !groups.every((group) => caller.organisations.includes(group)))
    return null;
  return { ...wanted, candidateGroups: groups, pageSize: pageSize + MARGIN };
}

/** Of what Tasklist found, a page of what is for the caller and stands so in the record. */
export async function shownTasks(
  deps: Pick<Deps, 'feed'>,
  caller: Caller,
  { state, pageSize, searchBefore, searchBeforeOrEqual }: Search,
  found: TasklistTask[],
): Promise<TasklistTask[]> {
  const own = found.filter(({ candidateGroups }) => isFor(caller, candidateGroups ?? []));
  const now = await asOfNow(deps, own);
  const shown = state ? now.filter((task) => task.taskState === state) : now;
  // those next to where the page before ended
  return searchBefore || searchBeforeOrEqual ? shown.slice(-pageSize) : shown.slice(0, pageSize);
}

/** Tasks with the state and the holder that the record knows. */
export async function asOfNow(
  { feed }: Pick<Deps, 'feed'>,
  told: TasklistTask[],
): Promise<TasklistTask[]> {
  const known = await feed.tasks(told.map(({ id }) => id));
  const byKey = new Map(known.map((task) => [task.key, task]));
  return told.map((task) => {
    const now = byKey.get(task.id);
    return now ? { ...task, assignee: now.assignee, taskState: now.state } : task;
  });
}

function isFor(caller: Caller, candidateGroups: string[]): boolean {
  return candidateGroups.some((group) => caller.organisations.includes(group));
}
