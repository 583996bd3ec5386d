import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import type { UserTask } from '../../engine';
import { CaseFile } from '../../entities';
import { refuse, StrangerError } from '../../errors';
import { findTaskForm } from '../../records/task-forms';
import { taskFacts } from '../../wording/task-facts';
import { actOnTask } from '../act';
import { isOfferedTo, type OpenTask, taskModel } from '../open-tasks';
import type { Origin } from '../origin';
import { type InboxItem, inboxItems } from './list';

/** The feed is some milliseconds behind the engine; an answer waits for it at most so long. */
const FEED_WITHIN_MS = 2000;

/** A task with the form that Tasklist shows, and what stands in it. */
export interface TaskWithForm extends InboxItem {
  form: object;
  data: Record<string, unknown>;
}

/**
 * An open task of the caller's own organisations.
 * @throws E-00-22 for any other, so that nobody learns what exists
 */
export async function taskOf(deps: Deps, key: string, caller: Caller): Promise<TaskWithForm> {
  const { file, task, model } = await ownTask(deps, key, caller);
  const release = await deps.releases.byId(file.releaseId);
  const form = release.models.forms[model.formId ?? ''];
  if (!form) throw new Error(`${model.id} has no form`);
  const { id, number, title, processId: process, releaseId } = file;
  const cases = new Map([[task.rootKey, { id, number, title, process, releaseId }]]);
  const now = await deps.clock.now();
  const [item] = await inboxItems(deps, caller, now, [task], cases);
  if (!item) throw refuse('E-00-22');
  const db = deps.db.manager;
  const data =
    (await findTaskForm(db, task.elementInstanceKey)) ??
    // a task of an earlier release: what every form shows is found again
    (await taskFacts(db, file, release.models, task, deps.config.PUBLIC_URL));
  return { ...item, form: form.schema as object, data: data as Record<string, unknown> };
}

/**
 * Claims a task for the caller; a task that the caller has stays as it is.
 * @throws E-00-22 for a task of others, E-00-21 where the caller's rights are gone, E-00-03 when a
 *   colleague has it
 */
export async function claim(deps: Deps, key: string, caller: Caller): Promise<void> {
  const { task } = await ownTask(deps, key, caller);
  // rights are read fresh: a token may be older than a removal
  const person = await deps.people.find(caller.username);
  const member = isOfferedTo(task, person?.organisations ?? []);
  if (!person?.enabled || !member) throw refuse('E-00-21');
  if (task.assignee === person.username) return;
  if (task.assignee || !(await deps.engine.claimTask(key, person.username)))
    throw refuse('E-00-03');
  await told(deps, key, (now) => now?.assignee === person.username);
}

/**
 * Gives a task that the caller has claimed back to the colleagues.
 * @throws E-00-22 for a task of others, E-00-03 when the caller does not have it
 */
export async function giveBack(deps: Deps, key: string, caller: Caller): Promise<void> {
  const { task } = await ownTask(deps, key, caller);
  if (task.assignee !== caller.username || !(await deps.engine.unclaimTask(key)))
    throw refuse('E-00-03');
  await told(deps, key, (now) => now?.assignee !== caller.username);
}

/**
 * Does what a task asks for: form, rules and claim as for any act on a case.
 * @throws RefusedError with every code at once; E-00-22 for a task of others
 */
export async function complete(
  deps: Deps,
  key: string,
  caller: Caller,
  entered: Record<string, unknown>,
  origin: Origin,
): Promise<void> {
  const { file, ...open } = await ownTask(deps, key, caller);
  await actOnTask(deps, file, open, caller, entered, origin);
  await told(deps, key, (now) => now === undefined);
}

/**
 * An open task of the caller's own organisations, with its case.
 * @throws E-00-22 for any other, so that nobody learns what exists; noted where there is such a task
 */
export async function ownTask(
  deps: Pick<Deps, 'db' | 'feed' | 'releases'>,
  key: string,
  caller: Caller,
): Promise<OpenTask & { file: CaseFile }> {
  const [task] = await deps.feed.openTasks({ key });
  const file =
    task && (await deps.db.getRepository(CaseFile).findOneBy({ processInstanceKey: task.rootKey }));
  if (!task || !file || file.closedAt) throw refuse('E-00-22');
  if (!isOfferedTo(task, caller.organisations)) throw new StrangerError(`task:${key}`, file.id);
  const model = taskModel(await deps.releases.byId(file.releaseId), task);
  if (!model) throw refuse('E-00-22');
  return { file, task, model };
}

/** Waits until the feed tells what was just done, so that whoever looks next finds it. */
export async function told(
  { feed }: Pick<Deps, 'feed'>,
  key: string,
  isSo: (task: UserTask | undefined) => boolean,
): Promise<void> {
  await feed.until(async () => {
    const [task] = await feed.openTasks({ key });
    return isSo(task) || undefined;
  }, FEED_WITHIN_MS);
}
