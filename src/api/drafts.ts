import { z } from 'zod';
import { requireSubmitter, startable } from '../cases/check';
import { createDraft, deleteDraft, draftTitle, openDraft, replaceDraft } from '../cases/drafts';
import { ownDraft, ownDrafts } from '../cases/own-drafts';
import type { Deps } from '../deps';
import { toShanghaiIso } from '../domain/working-days';
import type { Draft } from '../entities';
import type { ReleaseView } from '../records/releases';
import { defineRoute, type Route } from '../route';
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
  href: z.string(),
});

const savedSchema = draftSchema.extend({
  warnings: z.array(refusalSchema).describe('如此提交会被拒绝的理由'),
});

const draftParams = z.object({ id: z.uuid() });

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
    href: `/submit/${draft.processId}?draft=${draft.id}`,
  };
}

/** Drafts of submissions; each organisation sees its own. */
export function draftRoutes(deps: Deps): Route[] {
  const release = () => deps.releases.current();
  return [
    defineRoute({
      method: 'get',
      path: '/api/drafts',
      summary: '本单位的草稿，最新在前',
      permission: 'person',
      answer: z.object({ items: z.array(draftSchema) }),
      async handle({ caller }) {
        const models = await release();
        const drafts = await ownDrafts(deps.db.manager, caller);
        return { items: drafts.map((draft) => present(models, draft)) };
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
      async handle(call) {
        const { params, caller, requestId } = call;
        const { process } = startable(await release(), params.process);
        requireSubmitter(process, caller);
        const saved = await withSubmission(deps, call, caller, (submission) =>
          createDraft(deps, process.id, caller, submission, requestId),
        );
        call.res.location(`/api/drafts/${saved.draft.id}`);
        return { ...present(await release(), saved.draft), warnings: saved.warnings };
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
      async handle({ params, caller, requestId }) {
        const { draft, data, attachments } = await openDraft(deps, params.id, caller, requestId);
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
      visible: ({ params, caller }) => ownDraft(deps.db.manager, params.id, caller),
      answer: savedSchema,
      async handle(call) {
        const { params, caller, requestId } = call;
        const saved = await withSubmission(deps, call, caller, (submission) =>
          replaceDraft(deps, params.id, caller, submission, requestId),
        );
        return { ...present(await release(), saved.draft), warnings: saved.warnings };
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/api/drafts/{id}',
      summary: '删除草稿',
      permission: 'person',
      params: draftParams,
      status: 204,
      async handle({ params, caller, requestId, res }) {
        await deleteDraft(deps, params.id, caller, requestId);
        res.status(204).end();
        return undefined;
      },
    }),
  ];
}
