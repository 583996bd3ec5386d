import { z } from 'zod';
import { actOnCase } from '../cases/act';
import { openTasks } from '../cases/open-tasks';
import { correctCase, submitCase, tryCase } from '../cases/submit';
import { visibleCase, visibleCases } from '../cases/visibility';
import { withdrawCase } from '../cases/withdraw';
import type { Deps } from '../deps';
import { toShanghaiIso } from '../domain/working-days';
import { CaseFile, IssuedDocument } from '../entities';
import { refuse } from '../errors';
import { appendAudit } from '../records/audit';
import { label } from '../wording/labels';
import { upload } from './attachments';
import { defineRoute, inlineAs, type Route, refusalSchema } from './http';
import { readSubmission, submissionSchema } from './submission';

const caseSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  process: z.string(),
  flow: z.string(),
  title: z.string(),
  status: z.string(),
  statusLabel: z.string(),
  round: z.number(),
  marks: z.array(z.string()),
  flags: z.array(z.string()),
  parties: z.record(z.string(), z.string()),
  data: z.record(z.string(), z.unknown()),
  awaitsCorrection: z.boolean(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  href: z.string(),
});

const IDEMPOTENCY_KEY_AT_MOST = 200;

const caseParams = z.object({ id: z.uuid() });

function present(file: CaseFile): z.infer<typeof caseSchema> {
  return {
    id: file.id,
    number: file.number,
    process: file.processId,
    flow: file.flow,
    title: file.title,
    status: file.status,
    statusLabel: label('status', file.status, file.processId),
    round: file.round,
    marks: file.marks,
    flags: file.flags,
    parties: file.parties,
    data: file.data,
    awaitsCorrection: file.awaitsCorrection,
    createdAt: toShanghaiIso(file.createdAt),
    closedAt: file.closedAt && toShanghaiIso(file.closedAt),
    href: `/cases/${file.id}`,
  };
}

export function caseRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/cases/{process}',
      summary: '提交业务（启动表单的字段和附件）',
      permission: 'person',
      params: z.object({ process: z.string() }),
      body: submissionSchema,
      bodyType: 'application/json',
      before: [upload(deps)],
      answer: caseSchema,
      status: 201,
      async handle(call) {
        const idempotencyKey = call.req.get('Idempotency-Key');
        if (idempotencyKey && idempotencyKey.length > IDEMPOTENCY_KEY_AT_MOST)
          throw refuse('E-00-23', {
            en: 'Idempotency-Key is too long',
            zh: 'Idempotency-Key 过长',
          });
        const { file, isNew } = await submitCase(
          deps,
          call.params.process,
          call.caller,
          await readSubmission(deps, call, call.caller),
          { requestId: call.requestId, ...(idempotencyKey ? { idempotencyKey } : {}) },
        );
        if (!isNew) call.res.status(200);
        call.res.location(`/api/cases/${file.id}`);
        call.res.status(isNew ? 201 : 200).json(present(file));
        return undefined;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/cases/{process}/check',
      summary: '试检：如此提交会被拒绝的理由和所需的材料（不保存）',
      permission: 'person',
      params: z.object({ process: z.string() }),
      body: submissionSchema,
      answer: z.object({
        refusals: z.array(refusalSchema),
        attachments: z.array(
          z.object({
            kind: z.string(),
            label: z.string(),
            required: z.boolean(),
            atLeastOneOf: z.string().optional(),
          }),
        ),
      }),
      async handle({ params, body, caller }) {
        const judged = await tryCase(deps, params.process, caller, body);
        return {
          refusals: judged.refusals,
          attachments: judged.attachments.map(({ kind, label, required, atLeastOneOf }) => {
            return { kind, label, required, ...(atLeastOneOf ? { atLeastOneOf } : {}) };
          }),
        };
      },
    }),
    defineRoute({
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
        return { total, items: files.map(present) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/cases/{id}',
      summary: '一件案件',
      permission: 'person',
      params: caseParams,
      answer: caseSchema.extend({
        tasks: z.array(
          z.object({ act: z.string(), name: z.string(), groups: z.array(z.string()) }),
        ),
      }),
      async handle({ params, caller }) {
        const file = await visibleCase(deps.db.manager, params.id, caller);
        const release = await deps.releases.byId(file.releaseId);
        const open = await openTasks(deps, file, release);
        return {
          ...present(file),
          tasks: open.map(({ task, model }) => {
            return { act: model.act ?? '', name: model.name, groups: task.candidateGroups };
          }),
        };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/cases/{id}/corrections',
      summary: '补正后重新提交（退回或审核未通过之后）',
      permission: 'person',
      params: caseParams,
      body: submissionSchema,
      bodyType: 'application/json',
      before: [upload(deps)],
      answer: caseSchema,
      async handle(call) {
        const submission = await readSubmission(deps, call, call.caller);
        const { params, caller, requestId } = call;
        return present(await correctCase(deps, params.id, caller, submission, { requestId }));
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/cases/{id}/withdrawal',
      summary: '申请人撤回（流程允许时）',
      permission: 'person',
      params: caseParams,
      body: z.strictObject({ reason: z.string().trim().min(1).max(2000).optional() }),
      status: 202,
      answer: z.object({ accepted: z.literal(true) }),
      async handle({ params, body, caller, requestId }) {
        await withdrawCase(deps, params.id, caller, body.reason, requestId);
        return { accepted: true };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/cases/{id}/acts/{act}',
      summary: '办理案件当前的事项（与任务列表中的任务相同）',
      permission: 'person',
      params: caseParams.extend({ act: z.string() }),
      body: z.record(z.string(), z.unknown()).describe('任务表单的字段'),
      status: 202,
      answer: z.object({ accepted: z.literal(true) }),
      async handle({ params, body, caller, requestId }) {
        const file = await deps.db.getRepository(CaseFile).findOneBy({ id: params.id });
        if (!file) throw refuse('E-00-22');
        await actOnCase(deps, file, params.act, caller, body, requestId);
        return { accepted: true };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/cases/{id}/personal-data',
      summary: '查看未脱敏的个人信息（仅限正在办理的机关，留痕）',
      permission: ['reviewer'],
      params: caseParams,
      answer: z.record(z.string(), z.string()),
      async handle({ params, caller, requestId }) {
        const file = await visibleCase(deps.db.manager, params.id, caller);
        const release = await deps.releases.byId(file.releaseId);
        const open = await openTasks(deps, file, release);
        const organisation = open
          .flatMap((t) => t.task.candidateGroups)
          .find((group) => caller.organisations.includes(group));
        if (!organisation) throw refuse('E-00-21');
        await deps.db.transaction(async (tx) =>
          appendAudit(tx, {
            caseId: file.id,
            at: await deps.clock.now(),
            actor: { user: caller.username, name: caller.name, organisation },
            action: 'personal-data.viewed',
            entity: `case:${file.id}`,
            detail: { fields: Object.keys(file.secrets) },
            requestId,
          }),
        );
        return Object.fromEntries(
          Object.entries(file.secrets).map(([field, sealed]) => [
            field,
            deps.vault.decrypt(sealed),
          ]),
        );
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/documents/{id}',
      summary: '下载文书（PDF）',
      permission: 'person',
      params: caseParams,
      async handle({ params, caller, res }) {
        const document = await deps.db.getRepository(IssuedDocument).findOneBy({ id: params.id });
        if (!document) throw refuse('E-00-22');
        await visibleCase(deps.db.manager, document.caseId, caller);
        res.type('application/pdf');
        const name = `${document.title} ${document.number}.pdf`;
        res.setHeader('Content-Disposition', inlineAs(name));
        await new Promise<void>((resolve, reject) => {
          deps.files.open(document.sha256).on('error', reject).pipe(res).on('finish', resolve);
        });
        return undefined;
      },
    }),
  ];
}
