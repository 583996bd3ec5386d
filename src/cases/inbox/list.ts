import { createHash } from 'node:crypto';
import type { Deps } from '../../deps';
import { cursorsOf } from '../../domain/cursor';
import type { Caller } from '../../domain/identity';
import { isOver } from '../../domain/lateness';
import type { UserTask } from '../../engine';
import { organisationNames } from '../../records/directory';
import { taskModel } from '../open-tasks';
import { type TaskGroup, taskGroups } from './verdicts';

/** Which tasks of the inbox: all, one's own, those that nobody has claimed, those whose time is over. */
export const INBOX_FILTERS = ['all', 'mine', 'free', 'late'] as const;
export type InboxFilter = (typeof INBOX_FILTERS)[number];

/** A task of one's organisations that is open now. */
export interface InboxItem {
  key: string;
  caseId: string;
  /** of the case */
  number: string;
  title: string;
  process: string;
  processName: string;
  act: string;
  /** of the task */
  name: string;
  organisation: string;
  organisationName: string;
  /** username of who claimed it */
  assignee: string | null;
  assigneeName: string | null;
  createdAt: Date;
  /** the last second in time */
  dueAt: Date | null;
  late: boolean;
  href: string;
}

/** The inbox of a person. */
export interface Inbox {
  /** how many tasks there are of each kind */
  counts: Record<InboxFilter, number>;
  /** those asked for, the oldest due first, those without a due time last */
  items: InboxItem[];
  /** where it goes on (`taskCursors`) */
  next: string | null;
  /** which of them can be decided on lists */
  groups: TaskGroup[];
  /** changes when a task comes, goes or changes hands */
  state: string;
}

/** Tasks that are never due come last. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** A case as far as its tasks are told with it. */
export interface CaseOfTask {
  key: string;
  id: string;
  number: string;
  title: string;
  process: string;
  releaseId: number;
}

/** The open tasks of the caller's own organisations. */
export async function inbox(
  deps: Pick<Deps, 'db' | 'feed' | 'clock' | 'releases' | 'people'>,
  caller: Caller,
  { filter, limit, after }: { filter: InboxFilter; limit: number; after?: string[] | undefined },
): Promise<Inbox> {
  const [own, now] = await Promise.all([ownTasks(deps, caller), deps.clock.now()]);
  const kinds: Record<InboxFilter, (task: UserTask) => boolean> = {
    all: () => true,
    mine: (task) => task.assignee === caller.username,
    free: (task) => task.assignee === null,
    late: (task) => isOver(task.dueAt, now),
  };
  const count = (kind: InboxFilter) => own.tasks.filter(kinds[kind]).length;
  const left = own.tasks.filter((task) => kinds[filter](task) && isAfter(task, after));
  const shown = left.slice(0, limit);
  const last = left.length > limit ? shown.at(-1) : undefined;
  return {
    counts: { all: count('all'), mine: count('mine'), free: count('free'), late: count('late') },
    items: await inboxItems(deps, caller, now, shown, own.cases),
    next: last ? taskCursors.write(placeOf(last)) : null,
    groups: await taskGroups(deps, own),
    state: stateOf(own.tasks),
  };
}

/** What the inbox is sorted by: when a task is due, when it came, its key. */
export const taskCursors = cursorsOf('tasks', 'number', 'number', 'text');

function placeOf({ dueAt, createdAt, key }: UserTask): [number, number, string] {
  return [dueAt === null ? NEVER : Date.parse(dueAt), Date.parse(createdAt), key];
}

function isAfter(task: UserTask, after: string[] | undefined): boolean {
  if (!after) return true;
  const [due, created, key] = placeOf(task);
  const [afterDue, afterCreated, afterKey = ''] = [Number(after[0]), Number(after[1]), after[2]];
  if (due !== afterDue) return due > afterDue;
  return created === afterCreated ? key > afterKey : created > afterCreated;
}

/** The state of a person's inbox alone, see `Inbox`. */
export async function inboxState(deps: Pick<Deps, 'feed'>, caller: Caller): Promise<string> {
  return stateOf(await deps.feed.openTasks({ groups: caller.organisations }));
}

function stateOf(tasks: UserTask[]): string {
  const hash = createHash('sha256');
  for (const { key, assignee } of tasks) hash.update(`${key} ${assignee ?? ''}\n`);
  return hash.digest('base64url').slice(0, 16);
}

/** Open tasks of the caller's organisations with their cases; an instance without a case is nobody's. */
export async function ownTasks({ db, feed }: Pick<Deps, 'db' | 'feed'>, caller: Caller) {
  const tasks = await feed.openTasks({ groups: caller.organisations });
  const cases = await casesOf(
    db,
    tasks.map((task) => task.rootKey),
  );
  return { tasks: tasks.filter((task) => cases.has(task.rootKey)), cases };
}

async function casesOf(db: Deps['db'], roots: string[]): Promise<Map<string, CaseOfTask>> {
  const rows: CaseOfTask[] = await db.query(
    `select process_instance_key as key, id, number, title, process_id as process,
       release_id as "releaseId"
     from case_file where process_instance_key = any($1) and closed_at is null`,
    [[...new Set(roots)]],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Tasks in words. */
export async function inboxItems(
  { db, releases, people }: Pick<Deps, 'db' | 'releases' | 'people'>,
  caller: Caller,
  now: Date,
  tasks: UserTask[],
  cases: Map<string, Omit<CaseOfTask, 'key'>>,
): Promise<InboxItem[]> {
  const organisations = await organisationNames(
    db,
    tasks.flatMap((task) => task.candidateGroups),
  );
  const items = tasks.map(async (task): Promise<InboxItem[]> => {
    const file = cases.get(task.rootKey);
    const release = file && (await releases.byId(file.releaseId));
    const model = release && taskModel(release, task);
    if (!model) return [];
    const { key, assignee, candidateGroups } = task;
    const organisation =
      candidateGroups.find((group) => caller.organisations.includes(group)) ?? '';
    return [
      {
        ...{ key, assignee, organisation },
        caseId: file.id,
        number: file.number,
        title: file.title,
        process: file.process,
        processName: release.models.processes[file.process]?.name ?? file.process,
        act: model.act ?? '',
        name: model.name,
        organisationName: organisations.get(organisation) ?? organisation,
        assigneeName: assignee && (await people.nameOf(assignee)),
        createdAt: new Date(task.createdAt),
        dueAt: task.dueAt === null ? null : new Date(task.dueAt),
        late: isOver(task.dueAt, now),
        href: `/tasks/${key}`,
      },
    ];
  });
  return (await Promise.all(items)).flat();
}
