import type { Response } from 'express';
import { z } from 'zod';
import { requireSubmitter, startable } from '../cases/check';
import {
  createDraft,
  deleteDraft,
  draftTitle,
  openDraft,
  replaceDraft,
  type Saved,
  savedDraft,
} from '../cases/drafts';
import { draftCursors, ownDraft, ownDrafts } from '../cases/own-drafts';
import type { Deps } from '../deps';
import { etagOf } from '../domain/etag';
import { toShanghaiIso } from '../domain/working-days';
import type { Draft } from '../entities';
import type { ReleaseView } from '../records/releases';
import { defineRoute, type Route } from '../route';
import { after, next } from './after';
import { refusalSchema } from './http';
import { submissionSchema, withSubmission } from './submission';

const draftSchema = z.object({
  id: z.uuid(),
  process: z.string(),
  processName: z.string(),
  title: z.string().describe('草稿的主要内容'),
  attachments: z.array(z.object({ id: z.uuid(), kind: z.string() })),
  createdAt: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  etag: z.string().describe('版本（同 ETag），修改、删除、提交时须写明'),
  href: z.string(),
});

const savedSchema = draftSchema.extend({
  warnings: z.array(refusalSchema).describe('如此提交会被拒绝的理由'),
});

const draftParams = z.object({ id: z.uuid() });

const ifMatch = z.object({
  'If-Match': z.string().describe('所修改的版本：打开或保存时得到的 ETag'),
});
const etag = z.object({ ETag: z.string().describe('草稿的版本，修改、删除、提交时须写明') });

function present(release: ReleaseView, draft: Draft): z.infer<typeof draftSchema> {
  return {
    id: draft.id,
    process: draft.processId,
    processName: release.models.processes[draft.processId]?.name ?? draft.processId,
    title: draftTitle(release, draft),
    attachments: draft.attachments,
    createdAt: toShanghaiIso(draft.createdAt),
    updatedAt: toShanghaiIso(draft.updatedAt),
    updatedBy: draft.updatedBy,
    etag: etagOf(draft.version),
    href: `/submit/${draft.processId}?draft=${draft.id}`,
  };
}

/** Drafts of submissions; each organisation sees its own. */
export function draftRoutes(deps: Deps): Route[] {
  const release = () => deps.releases.current();
  const saved = async (res: Response, { draft, warnings }: Saved) => {
    res.set('ETag', etagOf(draft.version));
    return { ...present(await release(), draft), warnings };
  };
  return [
    defineRoute({
      method: 'get',
      path: '/api/drafts',
      summary: '本单位的草稿，最新在前',
      permission: 'person',
      query: z.object({
        limit: z.coerce.number().int().min(1).max(200).default(100),
        after: after(draftCursors),
      }),
      answer: z.object({ items: z.array(draftSchema), next }),
      async handle({ caller, query }) {
        const models = await release();
        const { drafts, next } = await ownDrafts(deps.db.manager, caller, query);
        return { items: drafts.map((draft) => present(models, draft)), next };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/drafts/{process}',
      summary: '保存草稿（内容不全、不合规也可以保存）',
      permission: 'person',
      judges: true,
      params: z.object({ process: z.string() }),
      body: submissionSchema,
      bodyType: 'application/json',
      status: 201,
      answer: savedSchema,
      answerHeaders: etag,
      once: {
        kind: 'draft',
        async again({ taken, caller, res }) {
          const made = await savedDraft(deps, taken.draftId ?? '', caller);
          res.location(`/api/drafts/${made.draft.id}`);
          return saved(res, made);
        },
      },
      async handle(call) {
        const { params, caller, requestId } = call;
        const { process } = startable(await release(), params.process);
        requireSubmitter(process, caller);
        return withSubmission(deps, call, caller, async (submission, sending) => {
          const origin = { requestId, sending };
          const made = await createDraft(deps, process.id, caller, submission, origin);
          call.res.location(`/api/drafts/${made.draft.id}`);
          return saved(call.res, made);
        });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/drafts/{id}',
      summary: '打开草稿（个人信息不脱敏，留痕）',
      permission: 'person',
      params: draftParams,
      answer: draftSchema.extend({
        data: z.record(z.string(), z.unknown()),
        attachments: z.array(
          z.object({ id: z.uuid(), kind: z.string(), name: z.string(), size: z.number() }),
        ),
      }),
      answerHeaders: etag,
      async handle({ params, caller, requestId, res }) {
        const { draft, data, attachments } = await openDraft(deps, params.id, caller, requestId);
        res.set('ETag', etagOf(draft.version));
        return { ...present(await release(), draft), data, attachments };
      },
    }),
    defineRoute({
      method: 'put',
      path: '/api/drafts/{id}',
      summary: '更新草稿',
      permission: 'person',
      judges: true,
      params: draftParams,
      body: submissionSchema,
      bodyType: 'application/json',
      headers: ifMatch,
      visible: ({ params, caller }) => ownDraft(deps.db.manager, params.id, caller),
      answer: savedSchema,
      answerHeaders: etag,
      async handle(call) {
        const { params, caller, requestId } = call;
        const version = call.req.get('If-Match');
        return withSubmission(deps, call, caller, async (submission) =>
          saved(
            call.res,
            await replaceDraft(deps, params.id, caller, submission, version, requestId),
          ),
        );
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/api/drafts/{id}',
      summary: '删除草稿',
      permission: 'person',
      params: draftParams,
      headers: ifMatch,
      visible: ({ params, caller }) => ownDraft(deps.db.manager, params.id, caller),
      status: 204,
      async handle({ params, caller, requestId, req, res }) {
        await deleteDraft(deps, params.id, caller, req.get('If-Match'), requestId);
        res.status(204).end();
        return undefined;
      },
    }),
  ];
}
