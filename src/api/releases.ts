import { z } from 'zod';
import {
  RELEASE_ROLES,
  type ReleaseSummary,
  releaseCursors,
  releaseDetails,
  releaseList,
} from '../cases/releases';
import type { Deps } from '../deps';
import { toShanghaiIso } from '../domain/working-days';
import { defineRoute, type Route } from '../route';
import { changeLine } from '../wording/changes';
import { codeWords } from '../wording/codes';
import { after, next } from './after';

const count = z.number().int();
const text = z.string().nullable();
const summarySchema = z.object({
  number: count,
  state: z.enum(['CURRENT', 'WAITING', 'WITHDRAWN', 'PAST']).describe('现行、待生效、已撤回、旧版'),
  createdAt: z.string(),
  deployedAt: text.describe('引擎收到它的时间；待生效的为空'),
  deployedBy: text,
  reason: text,
  inForceFrom: text.describe('生效日期；空为部署即生效'),
  changes: count.nullable().describe('计划中的改动；未经试算的为空'),
  outcomes: count.nullable().describe('试算中结果有变的以往案件'),
  cases: count.describe('按此版办理的案件'),
  open: count.describe('其中在办'),
  href: z.string(),
});

const changeSchema = z.looseObject({
  file: z.string(),
  model: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  element: z.string(),
  where: z.string(),
  before: text,
  after: text,
  line: z.string().describe('一行文字'),
});

/** The releases of the rules, for programs. */
export function releaseRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/releases',
      summary: '规则版本，最新在前',
      permission: RELEASE_ROLES,
      query: z.object({
        limit: z.coerce.number().int().min(1).max(100).default(20),
        after: after(releaseCursors),
      }),
      answer: z.object({ total: count, items: z.array(summarySchema), next }),
      async handle({ query }) {
        const { total, items, next: more } = await releaseList(deps, query);
        return { total, items: items.map(present), next: more };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/releases/{number}',
      summary: '规则版本：改动、计划和案件',
      permission: RELEASE_ROLES,
      params: z.object({ number: z.coerce.number().int().positive().max(2_147_483_647) }),
      answer: summarySchema.extend({
        previous: count.nullable(),
        difference: z.array(changeSchema).describe('与上一版的不同'),
        plan: z.looseObject({ hash: z.string() }).nullable().describe('部署前所示的计划'),
        groups: z.array(z.object({ process: z.string(), status: z.string(), count })),
      }),
      async handle({ params, caller }) {
        const details = await releaseDetails(deps, params.number, caller);
        const words = codeWords((await deps.releases.byId(params.number)).models);
        const { previous, plan, groups, difference } = details;
        return {
          ...present(details),
          ...{ previous, plan },
          difference: difference.map((one) => ({ ...one, line: changeLine(one, words) })),
          groups: groups.map(({ processId, ...rest }) => ({ process: processId, ...rest })),
        };
      },
    }),
  ];
}

function present(one: ReleaseSummary): z.infer<typeof summarySchema> {
  const { id, state, deployedBy, reason, inForceFrom, changes, outcomes, cases, open } = one;
  return {
    ...{ number: id, state, deployedBy, reason, inForceFrom, changes, outcomes, cases, open },
    createdAt: toShanghaiIso(one.createdAt),
    deployedAt: one.deployedAt && toShanghaiIso(one.deployedAt),
    href: `/releases/${id}`,
  };
}
