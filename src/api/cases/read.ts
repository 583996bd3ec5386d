import { z } from 'zod';
import { openTasks } from '../../cases/open-tasks';
import { caseCursors, visibleCase, visibleCases } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { toShanghaiIso } from '../../domain/working-days';
import { ruleHits } from '../../records/rule-hits';
import { defineRoute, type Route } from '../../route';
import { after, next } from '../after';
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
      q: z.string().max(100).optional().describe('标题、编号或公示内容中的词'),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      after: after(caseCursors),
    }),
    answer: z.object({ total: z.number(), items: z.array(caseSchema), next }),
    async handle({ query, caller }) {
      const {
        total,
        files,
        next: more,
      } = await visibleCases(deps.db.manager, caller, {
        ...query,
        text: query.q,
      });
      const items = await Promise.all(files.map((file) => present(deps, file)));
      return { total, items, next: more };
    },
  });
}

/** One case with its open tasks, and the rows of decision tables that matched for it. */
export function caseRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/cases/{id}',
    summary: '一件案件',
    permission: 'person',
    params: caseParams,
    answer: caseSchema.extend({
      tasks: z.array(z.object({ act: z.string(), name: z.string(), groups: z.array(z.string()) })),
      rules: z
        .array(
          z.object({
            at: z.string(),
            decision: z.string(),
            name: z.string(),
            rule: z.string(),
            annotation: z.string().describe('规则的依据'),
          }),
        )
        .describe('命中的规则，最早在前'),
    }),
    async handle({ params, caller }) {
      const file = await visibleCase(deps.db.manager, params.id, caller);
      const release = await deps.releases.byId(file.releaseId);
      const open = await openTasks(deps, file, release);
      const hits = await ruleHits(deps.db.manager, file.id);
      return {
        ...(await present(deps, file)),
        tasks: open.map(({ task, model }) => {
          return { act: model.act ?? '', name: model.name, groups: task.candidateGroups };
        }),
        rules: hits.map(({ at, decisionId, decisionName, ruleId, annotation }) => {
          const row = { decision: decisionId, name: decisionName, rule: ruleId, annotation };
          return { at: toShanghaiIso(at), ...row };
        }),
      };
    },
  });
}
