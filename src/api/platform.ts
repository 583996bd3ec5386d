import type { Request, Response } from 'express';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import type { Deps } from '../deps';
import { cursorsOf } from '../domain/cursor';
import { actingOrganisation, ownOrganisations } from '../domain/identity';
import { Notice } from '../entities';
import { refuse, StrangerError } from '../errors';
import { startFormOf } from '../models/start-form';
import { pinClock } from '../records/clock';
import { instantText } from '../records/paging';
import { defineRoute, type Route } from '../route';
import { label } from '../wording/labels';
import { after } from './after';

/** Where the audit query goes on. */
const auditCursors = cursorsOf('audit', 'instant', 'number', 'text');

interface AuditRow {
  id: string;
  seq: number;
  action: string;
  /** `at`, as exact as the record has it */
  place: string;
}

/** Where the list of messages goes on. */
const messageCursors = cursorsOf('messages', 'instant', 'text');

interface MessageRow {
  id: string;
  /** `at`, as exact as the record has it */
  place: string;
}

const linkHeader = z.object({
  Link: z.string().optional().describe('rel="next"：还有下文时的地址'),
});

/** Tells in the answer where a list that is an array goes on. */
function linkNext({ config }: Pick<Deps, 'config'>, req: Request, res: Response, place: string) {
  const next = new URL(req.originalUrl, config.PUBLIC_URL);
  next.searchParams.set('after', place);
  res.links({ next: `${next.pathname}${next.search}` });
}

/** Messages, audit query, directory and start forms. */
export function platformRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/messages',
      summary: '本单位的站内消息，最新在前',
      permission: 'person',
      query: z.object({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        after: after(messageCursors),
      }),
      answerHeaders: linkHeader,
      async handle({ caller, query, req, res }) {
        const [at = null, id = null] = query.after ?? [];
        const found: MessageRow[] = await deps.db.query(
          `select id, recipient, case_id as "caseId", key, subject, body, at, read_at as "readAt",
             ${instantText('at')} as place
           from notice where recipient = any($1)
             and ($2::timestamptz is null or (at, id::text) < ($2, $3))
           order by at desc, id::text desc limit $4`,
          [ownOrganisations(caller), at, id, query.limit + 1],
        );
        const shown = found.slice(0, query.limit);
        const last = shown.at(-1);
        if (last && found.length > shown.length)
          linkNext(deps, req, res, messageCursors.write([last.place, last.id]));
        return shown.map(({ place: _, ...row }) => row);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/messages/{id}/read',
      summary: '标为已读',
      permission: 'person',
      params: z.object({ id: z.uuid() }),
      async handle({ params, caller }) {
        const result = await deps.db
          .createQueryBuilder()
          .update(Notice)
          .set({ readAt: await deps.clock.now() })
          .where('id = :id and recipient = any(:mine)', {
            id: params.id,
            mine: ownOrganisations(caller),
          })
          .execute();
        if (result.affected) return { read: true };
        const notice = await deps.db.getRepository(Notice).findOneBy({ id: params.id });
        if (!notice) throw refuse('E-00-22');
        throw new StrangerError(`message:${notice.id}`, notice.caseId);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/audit',
      summary: '操作留痕查询（ZJ-29）：按对象、人员、日期',
      permission: ['auditor'],
      query: z.object({
        entity: z.string().optional().describe('如 case:<id>'),
        actor: z.string().optional().describe('用户名'),
        from: z.iso.datetime({ offset: true }).optional(),
        to: z.iso.datetime({ offset: true }).optional().describe('不含'),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        after: after(auditCursors),
      }),
      answerHeaders: linkHeader,
      async handle({ query, req, res }) {
        const [at = null, seq = null, id = null] = query.after ?? [];
        const found: AuditRow[] = await deps.db.query(
          `select *, ${instantText('at')} as place from audit_event where ($1::text is null or entity = $1 or chain = $1)
             and ($2::text is null or actor = $2) and ($3::timestamptz is null or at >= $3)
             and ($4::timestamptz is null or at < $4)
             and ($5::timestamptz is null or (at, seq, id::text) < ($5, $6::int, $7))
           order by at desc, seq desc, id::text desc limit $8`,
          [
            query.entity ?? null,
            query.actor ?? null,
            query.from ?? null,
            query.to ?? null,
            ...[at, seq, id],
            query.limit + 1,
          ],
        );
        const shown = found.slice(0, query.limit);
        const last = shown.at(-1);
        if (last && found.length > shown.length)
          linkNext(deps, req, res, auditCursors.write([last.place, last.seq, last.id]));
        const { labels } = (await deps.releases.current()).models;
        return shown.map(({ place: _, ...row }) => ({
          ...row,
          actionLabel: label(labels, 'actions', row.action),
        }));
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/organisations',
      summary: '机关目录',
      permission: 'person',
      query: z.object({ level: z.string().optional(), region: z.string().optional() }),
      async handle({ query }) {
        return deps.db.query(
          `select id, kind, level, region_code as "regionCode", parent_id as "parentId",
             post_of as "postOf", name, duties
           from organisation where kind = 'AUTHORITY' and ($1::text is null or level = $1)
             and ($2::text is null or region_code = $2) order by id`,
          [query.level ?? null, query.region ?? null],
        );
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/forms/{process}',
      summary: '业务的启动表单（已部署的那一份）',
      permission: 'person',
      params: z.object({ process: z.string() }),
      async handle({ params }) {
        const { models } = await deps.releases.current();
        const form = startFormOf(models, params.process);
        if (!form) throw refuse('E-00-22');
        return form.schema;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/me',
      summary: '当前登录人',
      permission: 'person',
      async handle({ caller }) {
        return { ...caller, organisation: actingOrganisation(caller) };
      },
    }),
    ...(deps.config.CLOCK_CONTROLLED ? [clockRoute(deps)] : []),
  ];
}

/** Only where tests and demo may set the clock: API, workers and engine together. */
function clockRoute(deps: Deps): Route {
  return defineRoute({
    method: 'put',
    path: '/api/clock',
    summary: '设定时钟（仅演示和测试环境）；null 恢复真实时间',
    permission: ['sys-admin'],
    body: z.object({ now: z.iso.datetime({ offset: true }).nullable() }),
    async handle({ body }) {
      const instant = body.now ? new Date(body.now) : null;
      // the record first: a timer that fires must find the same "now"
      await pinClock(deps.db, instant);
      await deps.engine.setClock(instant);
      return { now: (await deps.clock.now()).toISOString() };
    },
  });
}

/** Liveness, readiness and metrics; no log-in, nothing about cases. */
export function healthRoutes(deps: Deps, metrics: Registry): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/health/live',
      summary: '存活',
      permission: 'public',
      async handle() {
        return { status: 'up' };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/health/ready',
      summary: '就绪：数据库、流程引擎、规则；另报引擎事件是否到齐（feed）',
      permission: 'public',
      async handle({ res }) {
        const checks = {
          database: deps.db.query('select 1'),
          engine: deps.engine.ping(),
          rules: deps.releases.current(),
        };
        // all at once: one that fails while another is awaited would otherwise end the process
        const answers = Object.entries(checks).map(([name, check]) =>
          check.then(
            () => [name, 'up'],
            () => [name, 'down'],
          ),
        );
        const states: Record<string, string> = Object.fromEntries(await Promise.all(answers));
        const up = Object.values(states).every((s) => s === 'up');
        res.status(up ? 200 : 503);
        // people can work while the feed is behind: told, but no reason to be taken out
        const feed = await deps.feed.state().then(
          ({ takenAt, unknownCases }) => (takenAt && unknownCases === 0 ? 'up' : 'behind'),
          () => 'down',
        );
        return { status: up ? 'up' : 'down', ...states, feed };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/metrics',
      summary: 'Prometheus',
      permission: 'public',
      async handle({ res }) {
        res.type(metrics.contentType).send(await metrics.metrics());
        return undefined;
      },
    }),
  ];
}
