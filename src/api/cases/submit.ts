import { z } from 'zod';
import { requireSubmitter, startable } from '../../cases/check';
import { submitCase, tryCase } from '../../cases/submit';
import type { Deps } from '../../deps';
import { refuse } from '../../errors';
import { defineRoute, type Route } from '../../route';
import { refusalSchema } from '../http';
import { submissionSchema, withSubmission } from '../submission';
import { caseSchema, present } from './present';

const IDEMPOTENCY_KEY_AT_MOST = 200;

/** Hands in a new case: JSON, or multipart with its files. */
export function submitRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{process}',
    summary: '提交业务（启动表单的字段和附件）',
    permission: 'person',
    judges: true,
    params: z.object({ process: z.string() }),
    body: submissionSchema,
    bodyType: 'application/json',
    answer: caseSchema,
    status: 201,
    async handle(call) {
      const idempotencyKey = call.req.get('Idempotency-Key');
      if (idempotencyKey && idempotencyKey.length > IDEMPOTENCY_KEY_AT_MOST)
        throw refuse('E-00-23', {
          en: 'Idempotency-Key is too long',
          zh: 'Idempotency-Key 过长',
        });
      const { params, caller, requestId } = call;
      const { process } = startable(await deps.releases.current(), params.process);
      requireSubmitter(process, caller);
      const origin = { requestId, ...(idempotencyKey ? { idempotencyKey } : {}) };
      const { file, isNew } = await withSubmission(deps, call, caller, (submission) =>
        submitCase(deps, process.id, caller, submission, origin),
      );
      if (!isNew) call.res.status(200);
      call.res.location(`/api/cases/${file.id}`);
      call.res.status(isNew ? 201 : 200).json(await present(deps, file));
      return undefined;
    },
  });
}

/** Tells what such a submission would be refused for, and stores nothing. */
export function checkRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{process}/check',
    summary: '试检：如此提交会被拒绝的理由和所需的材料（不保存）',
    permission: 'person',
    judges: true,
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
  });
}
