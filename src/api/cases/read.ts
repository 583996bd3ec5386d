import { z } from 'zod';
import { openTasks } from '../../cases/open-tasks';
import { visibleCase, visibleCases } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { defineRoute, type Route } from '../../route';
import { caseParams, caseSchema, present } from './present';

/** The cases that the caller may see, newest first. */
export function listRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/cases',
    summary: '可查看的案件，最新在前',
    permission: 'person',
    query: z.object({
      status: z.string().optional(),
      q: z.string().max(100).optional().describe('标题或编号'),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    answer: z.object({ total: z.number(), items: z.array(caseSchema) }),
    async handle({ query, caller }) {
      const { total, files } = await visibleCases(deps.db.manager, caller, {
        ...query,
        text: query.q,
      });
      return { total, items: await Promise.all(files.map((file) => present(deps, file))) };
    },
  });
}

/** One case with its open tasks. */
export function caseRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/cases/{id}',
    summary: '一件案件',
    permission: 'person',
    params: caseParams,
    answer: caseSchema.extend({
      tasks: z.array(z.object({ act: z.string(), name: z.string(), groups: z.array(z.string()) })),
    }),
    async handle({ params, caller }) {
      const file = await visibleCase(deps.db.manager, params.id, caller);
      const release = await deps.releases.byId(file.releaseId);
      const open = await openTasks(deps, file, release);
      return {
        ...(await present(deps, file)),
        tasks: open.map(({ task, model }) => {
          return { act: model.act ?? '', name: model.name, groups: task.candidateGroups };
        }),
      };
    },
  });
}
