import { z } from 'zod';
import type { Deps } from '../deps';
import { toShanghaiIso } from '../domain/working-days';
import { securityCursors, securityEvents } from '../records/security-events';
import { defineRoute, type Route } from '../route';
import { label } from '../wording/labels';
import { after, next } from './after';

/** What the security administrator looks at. */
export function securityRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/security-events',
      summary: '安全事件：无权的办理和查看，最新在前（安全管理员）',
      permission: ['sec-admin'],
      query: z.object({
        person: z.string().max(255).optional().describe('用户名'),
        case: z.uuid().optional().describe('案件'),
        from: z.iso.datetime({ offset: true }).optional(),
        to: z.iso.datetime({ offset: true }).optional().describe('不含'),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        after: after(securityCursors),
      }),
      answer: z.object({
        total: z.number(),
        next,
        items: z.array(
          z.object({
            id: z.uuid(),
            at: z.string(),
            person: z.string(),
            caseId: z.uuid().nullable(),
            code: z.string(),
            codeLabel: z.string(),
            detail: z.record(z.string(), z.unknown()),
            times: z.number().describe('一分钟内的次数'),
          }),
        ),
      }),
      async handle({ query: { case: caseId, ...query } }) {
        const { total, rows, next: more } = await securityEvents(deps.db, { ...query, caseId });
        const { labels } = (await deps.releases.current()).models;
        const items = rows.map((row) => {
          return {
            ...row,
            at: toShanghaiIso(row.at),
            codeLabel: label(labels, 'security', row.code),
          };
        });
        return { total, items, next: more };
      },
    }),
  ];
}
