import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import type { UserTask } from '../../engine';
import type { FormModel } from '../../models/read';
import { findTaskForm } from '../../records/task-forms';
import { taskModel } from '../open-tasks';
import { type CaseOfTask, type InboxItem, inboxItems, ownTasks } from './list';

/** More at once are not shown, nor decided by one call. */
export const VERDICTS_AT_MOST = 100;

/** Tasks of one process and act that can be decided on a list. */
export interface TaskGroup {
  process: string;
  processName: string;
  act: string;
  /** of the task */
  name: string;
  count: number;
}

/** A question of a form: what it is called and what can be answered. */
interface Question {
  label: string;
  options: { value: string; label: string }[];
}

/** A task as a row of such a list. */
export interface TaskLine extends InboxItem {
  verdict: Question;
  /** what the reason is called; none where the form has no field for one */
  opinion: string | undefined;
  summary: { label: string; value: string }[];
}

const VERDICT = 'outcome';
const OPINION = 'opinion';

/**
 * The question that a task's form asks, where that is all it asks: a verdict and its reason. A form that
 * must be told more is filled in alone.
 */
export function verdictOf(
  form: FormModel | undefined,
): Pick<TaskLine, 'verdict' | 'opinion'> | null {
  const { components = [] } = form ?? {};
  const verdict = components.find(({ key, list }) => key === VERDICT && !list);
  if (!verdict || verdict.values.length === 0) return null;
  const asksMore = components.some(
    ({ key, list, readonly, validate }) =>
      key && key !== VERDICT && key !== OPINION && !list && !readonly && validate.required === true,
  );
  if (asksMore) return null;
  const opinion = components.find(({ key, list }) => key === OPINION && !list);
  return {
    verdict: { label: verdict.label, options: verdict.values },
    opinion: opinion?.label,
  };
}

type Own = Awaited<ReturnType<typeof ownTasks>>;

/** Those of one's open tasks that can be decided on a list, by process and act; of more than one task. */
export async function taskGroups(
  deps: Pick<Deps, 'releases'>,
  { tasks, cases }: Own,
): Promise<TaskGroup[]> {
  const groups = new Map<string, TaskGroup>();
  for (const task of tasks) {
    const found = await listable(deps, task, cases.get(task.rootKey));
    if (!found) continue;
    const { process, act } = found;
    const key = `${process} ${act}`;
    const group = groups.get(key) ?? { ...found, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].filter(({ count }) => count > 1);
}

async function listable(
  { releases }: Pick<Deps, 'releases'>,
  task: UserTask,
  file: CaseOfTask | undefined,
): Promise<Omit<TaskGroup, 'count'> | null> {
  if (!file) return null;
  const release = await releases.byId(file.releaseId);
  const model = taskModel(release, task);
  if (!model?.act || !verdictOf(release.models.forms[model.formId ?? ''])) return null;
  const { process } = file;
  const processName = release.models.processes[process]?.name ?? process;
  return { process, processName, act: model.act, name: model.name };
}

/**
 * The caller's open tasks of one process and act, the first of the inbox first, with what decides them;
 * those that a colleague has are not among them.
 */
export async function taskLines(
  deps: Pick<Deps, 'db' | 'feed' | 'clock' | 'releases' | 'people'>,
  caller: Caller,
  wanted: { process: string; act: string },
): Promise<{ lines: TaskLine[]; more: boolean }> {
  const own = await ownTasks(deps, caller);
  const chosen: UserTask[] = [];
  for (const task of own.tasks) {
    const isFree = task.assignee === null || task.assignee === caller.username;
    const found = isFree ? await listable(deps, task, own.cases.get(task.rootKey)) : null;
    if (found?.process === wanted.process && found.act === wanted.act) chosen.push(task);
  }
  const shown = chosen.slice(0, VERDICTS_AT_MOST);
  const items = await inboxItems(deps, caller, await deps.clock.now(), shown, own.cases);
  const lines = await Promise.all(
    items.map(async (item): Promise<TaskLine[]> => {
      const task = shown.find(({ key }) => key === item.key);
      const file = task && own.cases.get(task.rootKey);
      if (!task || !file) return [];
      const release = await deps.releases.byId(file.releaseId);
      const asked = verdictOf(release.models.forms[taskModel(release, task)?.formId ?? '']);
      const data = await findTaskForm(deps.db.manager, task.elementInstanceKey);
      const summary = (data?.summary ?? []) as TaskLine['summary'];
      return asked ? [{ ...item, ...asked, summary }] : [];
    }),
  );
  return { lines: lines.flat(), more: chosen.length > shown.length };
}
