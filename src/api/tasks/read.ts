import { z } from 'zod';
import { INBOX_FILTERS, inbox, taskCursors, taskOf } from '../../cases/inbox';
import type { Deps } from '../../deps';
import { defineRoute, type Route } from '../../route';
import { after, next } from '../after';
import { presentTask, taskParams, taskSchema } from './present';

/** The open tasks of the caller's own organisations, the oldest due first. */
export function taskListRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/tasks',
    summary: '本单位的待办任务，时限近的在前',
    permission: 'person',
    query: z.object({
      filter: z.enum(INBOX_FILTERS).default('all').describe('全部、本人认领、未认领、逾期'),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      after: after(taskCursors),
    }),
    answer: z.object({
      total: z.number().describe('符合条件的'),
      late: z.number().describe('全部待办中逾期的'),
      items: z.array(taskSchema),
      next,
    }),
    async handle({ query, caller }) {
      const { counts, items, next: more } = await inbox(deps, caller, query);
      const { late, [query.filter]: total } = counts;
      return { total, late, items: items.map(presentTask), next: more };
    },
  });
}

/** One open task with its form and what stands in it. */
export function taskRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/tasks/{key}',
    summary: '一项待办任务及其表单',
    permission: 'person',
    params: taskParams,
    answer: taskSchema.extend({
      form: z.record(z.string(), z.unknown()).describe('表单（案件所用版本部署的那一份）'),
      data: z.record(z.string(), z.unknown()).describe('表单显示的内容'),
    }),
    async handle({ params, caller }) {
      return presentTask(await taskOf(deps, params.key, caller));
    },
  });
}
