import { z } from 'zod';
import {
  INBOX_FILTERS,
  type InboxFilter,
  type InboxItem,
  inbox,
  taskCursors,
  taskLines,
  taskOf,
} from '../../cases/inbox';
import { visibleCase } from '../../cases/visibility';
import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import { endOfTime } from '../../domain/lateness';
import type { Route } from '../../route';
import { type InboxView, renderInbox, renderTask, renderVerdicts, type TaskRow } from '../../web';
import { after } from '../after';
import { definePage, frame } from './page';

const PAGE_SIZE = 20;

const TABS: Record<InboxFilter, string> = {
  all: '全部',
  free: '未认领',
  mine: '我认领的',
  late: '逾期',
};

/** The inbox: the open tasks of one's organisations; whatever makes no sense is taken as left out. */
export function inboxPage(deps: Deps): Route {
  return definePage({
    path: '/tasks',
    summary: '待办',
    permission: 'person',
    query: z.object({
      filter: z.enum(INBOX_FILTERS).catch('all'),
      after: after(taskCursors).catch(undefined),
      done: z.uuid().optional().catch(undefined),
    }),
    async show({ query, caller }) {
      const { filter, after: from, done } = query;
      const { counts, items, next, state, groups } = await inbox(deps, caller, {
        ...{ filter, limit: PAGE_SIZE, after: from },
      });
      const href = (kind: InboxFilter, to?: string) =>
        `/tasks?${new URLSearchParams({ filter: kind, ...(to && { after: to }) })}`;
      const tabs = Object.entries(TABS) as [InboxFilter, string][];
      return renderInbox({
        ...(await frame(deps, caller)),
        state,
        tabs: tabs.map(([kind, label]) => {
          return { label, count: counts[kind], href: href(kind), here: kind === filter };
        }),
        lists: groups.map(({ process, processName, act, name, count }) => {
          const of = new URLSearchParams({ process, act });
          return { href: `/tasks/list?${of}`, title: `${processName} · ${name}`, count };
        }),
        rows: items.map((item) => taskRow(item, caller)),
        done: await doneCase(deps, done, caller),
        firstHref: from ? href(filter) : undefined,
        nextHref: next ? href(filter, next) : undefined,
        now: await deps.clock.now(),
      });
    },
  });
}

/** Tasks of one process and act, decided row by row. */
export function verdictsPage(deps: Deps): Route {
  return definePage({
    path: '/tasks/list',
    summary: '逐条办理',
    permission: 'person',
    query: z.object({
      process: z.string().max(100).catch(''),
      act: z.string().max(100).catch(''),
    }),
    async show({ query, caller }) {
      const { lines, more } = await taskLines(deps, caller, query);
      const [first] = lines;
      const inAll = lines.map(({ verdict }) => new Set(verdict.options.map(({ value }) => value)));
      return renderVerdicts({
        ...(await frame(deps, caller)),
        name: first?.name ?? '',
        processName: first?.processName ?? '',
        columns: [...new Set(lines.flatMap(({ summary }) => summary.map(({ label }) => label)))],
        opinion: first?.opinion,
        options:
          first?.verdict.options.filter(({ value }) => inAll.every((one) => one.has(value))) ?? [],
        rows: lines.map(({ caseId, act, href, number, title, dueAt, late, verdict, summary }) => {
          return {
            ...{ caseId, act, href, number, title, late, options: verdict.options },
            dueAt: dueAt ? endOfTime(dueAt) : undefined,
            values: Object.fromEntries(summary.map(({ label, value }) => [label, value])),
          };
        }),
        more,
        now: await deps.clock.now(),
      });
    },
  });
}

/** A task with its form; one that is not open, or not for the caller's organisations, is refused. */
export function taskPage(deps: Deps): Route {
  return definePage({
    path: '/tasks/{key}',
    summary: '办理待办任务',
    permission: 'person',
    params: z.object({ key: z.string().max(64) }),
    async show({ params, caller }) {
      const task = await taskOf(deps, params.key, caller);
      return renderTask({
        ...(await frame(deps, caller)),
        task: taskRow(task, caller),
        schema: task.form,
        data: task.data,
        claimAction: `/api/tasks/${task.key}/claim`,
        completeAction: `/api/tasks/${task.key}/completion`,
        inTasklistHref: `/tasklist/${task.key}`,
        doneHref: `/tasks?done=${task.caseId}`,
        now: await deps.clock.now(),
      });
    },
  });
}

function taskRow(item: InboxItem, caller: Caller): TaskRow {
  const { href, name, caseId, number, title, processName, assignee, createdAt, late } = item;
  return {
    ...{ href, name, number, title, processName, createdAt, late },
    caseHref: `/cases/${caseId}`,
    organisation: item.organisationName,
    assignee: assignee
      ? { name: item.assigneeName ?? assignee, isMe: assignee === caller.username }
      : null,
    dueAt: item.dueAt ? endOfTime(item.dueAt) : undefined,
  };
}

/** The case that was just acted on, for who may see it. */
async function doneCase(
  { db }: Deps,
  id: string | undefined,
  caller: Caller,
): Promise<InboxView['done']> {
  const file = id ? await visibleCase(db.manager, id, caller).catch(() => null) : null;
  return file ? { href: `/cases/${file.id}`, number: file.number, title: file.title } : undefined;
}
