import { z } from 'zod';
import { extract } from '../cases/extraction';
import type { Deps } from '../deps';
import { toShanghaiIso } from '../domain/working-days';
import { ownEntryCursors } from '../records/library';
import { defineRoute, type Route } from '../route';
import { label } from '../wording/labels';
import { after, next } from './after';

/** What outside systems draw from our libraries. */
export function extractionRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/libraries/{library}/entries',
      summary: '外部系统提取一家企业在库中可用的记录（哪些可用由决策表 common-visibility 规定）',
      permission: ['qualification-system'],
      params: z.object({ library: z.string().max(60) }),
      query: z.object({
        enterprise: z
          .string()
          .regex(/^[0-9A-Z]{18}$/)
          .describe('企业的统一社会信用代码'),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        after: after(ownEntryCursors),
      }),
      answer: z.object({
        next,
        items: z.array(
          z.object({
            kind: z.string(),
            kindLabel: z.string(),
            key: z.string(),
            status: z.string(),
            statusLabel: z.string(),
            marks: z.array(z.string()),
            version: z.number(),
            enteredAt: z.string().describe('本版本写入的时刻'),
            caseNumber: z.string(),
            data: z.record(z.string(), z.unknown()).describe('个人信息已遮蔽'),
          }),
        ),
      }),
      async handle({ params, query, caller, requestId }) {
        const drawn = await extract(deps, caller, { ...params, ...query }, requestId);
        const { labels } = (await deps.releases.current()).models;
        const items = drawn.entries.map(({ validFrom, ...entry }) => {
          return {
            ...entry,
            enteredAt: toShanghaiIso(validFrom),
            kindLabel: label(labels, 'kinds', entry.kind),
            statusLabel: label(labels, 'status', entry.status),
          };
        });
        return { items, next: drawn.next };
      },
    }),
  ];
}
