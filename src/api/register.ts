import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { register } from '../cases/register';
import type { Deps } from '../deps';
import { refuse } from '../errors';
import { registerCursors } from '../records/register';
import { defineRoute, type Route } from '../route';
import { labelsOf } from '../wording/labels';
import { after, next } from './after';

const MINUTE_MS = 60_000;

/** What everybody may look up in the libraries, as plain JSON. Express gives it an ETag and answers 304. */
export function registerRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/public/register/{list}',
      summary:
        '公众查询（ZJ-26）：企业、人员、工程项目、信用信息；公开哪些由决策表 common-register 规定',
      permission: 'public',
      before: [
        rateLimit({
          windowMs: MINUTE_MS,
          limit: deps.config.PUBLIC_READS_PER_MINUTE,
          standardHeaders: 'draft-8',
          legacyHeaders: false,
          handler: (_req, _res, next) => next(refuse('E-00-73')),
        }),
      ],
      params: z.object({ list: z.string().max(40).describe('列表，标签的 registers 组') }),
      query: z.object({
        q: z.string().max(100).optional().describe('查询的文字'),
        limit: z.coerce.number().int().min(1).max(100).default(20),
        after: after(registerCursors),
      }),
      answer: z.object({
        next,
        items: z.array(
          z.object({
            title: z.string(),
            day: z.string().describe('列入之日'),
            fields: z.array(z.object({ label: z.string(), value: z.string() })),
          }),
        ),
      }),
      async handle({ params, query, res }) {
        const { labels } = (await deps.releases.current()).models;
        if (!labelsOf(labels, 'registers').some(({ code }) => code === params.list))
          throw refuse('E-00-22');
        const { q, ...page } = query;
        const asked = q?.trim() || undefined;
        const { lines, next: more } = await register(deps, params.list, { ...page, asked });
        res.set('Cache-Control', 'public, max-age=60');
        return { items: lines, next: more };
      },
    }),
  ];
}
