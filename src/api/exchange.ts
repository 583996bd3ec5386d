import { z } from 'zod';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { toShanghaiIso } from '../domain/working-days';
import { refuse } from '../errors';
import { DIFFERENCES, differencesOf, exchanges, type Run, reconcile, runs } from '../exchange';
import {
  EXCHANGE_STATES,
  exchangeCursors,
  exchangeList,
  sendFailedAgain,
} from '../records/exchange';
import { defineRoute, type Route } from '../route';
import { label } from '../wording/labels';
import { after, next } from './after';

/** Who looks at what is exchanged, and who runs it. */
const READERS = ['sys-admin', 'auditor'];
const RUNNERS = ['sys-admin'];

const count = z.number().int();
const text = z.string().nullable();
const rowSchema = z.object({
  id: z.uuid(),
  target: z.string(),
  kind: z.string(),
  key: z.string(),
  version: count,
  action: z.enum(['SHARE', 'WITHDRAW']),
  state: z.enum(EXCHANGE_STATES),
  stateLabel: z.string().describe('待上传、已上传、上传失败、已有新版本'),
  attempts: count,
  receipt: text,
  reason: text.describe('对方不接收的理由'),
  problem: text.describe('没有答复的原因'),
  createdAt: z.string(),
  sentAt: text,
});
const runSchema = z.object({
  id: z.uuid(),
  target: z.string(),
  dataset: z.string(),
  startedAt: z.string(),
  endedAt: text,
  problem: text.describe('没有完成的原因'),
  ours: count.nullable(),
  theirs: count.nullable(),
  differences: z.record(z.string(), count).describe(DIFFERENCES.join('、')),
  sentAgain: count,
});

/** Exchange of library entries with other platforms: what is on its way, what failed, what differs. */
export function exchangeRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/exchange',
      summary: '与外部平台交换的记录（ZJ-30），最新在前：待上传、已上传、上传失败',
      permission: READERS,
      query: z.object({
        state: z.enum(EXCHANGE_STATES).optional(),
        target: z.string().max(100).optional().describe('平台'),
        limit: z.coerce.number().int().min(1).max(500).default(50),
        after: after(exchangeCursors),
      }),
      answer: z.object({
        total: count,
        undecided: count.describe('尚未判断是否交换的版本'),
        items: z.array(rowSchema),
        next,
      }),
      async handle({ query }) {
        const { rows, ...list } = await exchangeList(deps.db.manager, query);
        const { labels } = (await deps.releases.current()).models;
        const items = rows.map((row) => ({
          ...row,
          stateLabel: label(labels, 'exchangeStates', row.state),
          createdAt: toShanghaiIso(row.createdAt),
          sentAt: row.sentAt && toShanghaiIso(row.sentAt),
        }));
        return { ...list, items };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/exchange/retry',
      summary: '上传失败的再次上传（ZJ-30）：所列的，或全部',
      permission: RUNNERS,
      body: z.object({
        ids: z.array(z.uuid()).max(1000).optional(),
        target: z.string().max(100).optional().describe('只限该平台'),
      }),
      answer: z.object({ waiting: count.describe('重新待上传的件数') }),
      async handle({ body, caller, requestId }) {
        const by = { actor: actorOf(caller), at: await deps.clock.now(), requestId };
        return { waiting: await sendFailedAgain(deps.db, body, by) };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/exchange/reconciliations',
      summary: '与外部平台对账（ZJ-30）：找出全部差异，对方没有或版本较旧的再次上传',
      permission: RUNNERS,
      body: z.object({ target: z.string().max(100), dataset: z.string().max(100) }),
      answer: runSchema,
      async handle({ body }) {
        const known = await exchanges(deps.db);
        const isKnown = known.some(
          ({ target, dataset }) => target === body.target && dataset === body.dataset,
        );
        if (!isKnown || !deps.config.PLATFORMS[body.target]) throw refuse('E-00-22');
        const run = await reconcile(deps, body);
        if (!run) throw refuse('E-00-69');
        return present(run);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/exchange/reconciliations',
      summary: '对账记录，最新在前（最多 50 次）',
      permission: READERS,
      answer: z.object({ items: z.array(runSchema) }),
      async handle() {
        return { items: (await runs(deps.db)).map(present) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/exchange/reconciliations/{run}',
      summary: '一次对账和它找出的差异',
      permission: READERS,
      params: z.object({ run: z.uuid() }),
      query: z.object({
        limit: z.coerce.number().int().min(1).max(1000).default(100),
        afterName: z.string().max(700).optional().describe('接着取：上一页最后一条的 name'),
      }),
      answer: runSchema.extend({
        items: z.array(
          z.object({
            name: z.string().describe('数据集:种类:业务键'),
            difference: z.enum(DIFFERENCES),
            ours: count.nullable().describe('本平台的版本'),
            theirs: count.nullable().describe('对方的版本'),
            sentAgain: z.boolean().describe('已再次上传'),
          }),
        ),
      }),
      async handle({ params, query }) {
        const [run] = await runs(deps.db, params.run);
        if (!run) throw refuse('E-00-22');
        const found = await differencesOf(deps.db, run.id, query.afterName ?? null, query.limit);
        return { ...present(run), items: found };
      },
    }),
  ];
}

const actorOf = ({ username, name }: Caller) => ({ user: username, name, organisation: '-' });

function present(run: Run): z.infer<typeof runSchema> {
  return {
    ...run,
    startedAt: toShanghaiIso(run.startedAt),
    endedAt: run.endedAt && toShanghaiIso(run.endedAt),
  };
}
