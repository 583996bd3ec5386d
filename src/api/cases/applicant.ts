import { z } from 'zod';
import { correctable, correctCase } from '../../cases/submit';
import { visibleCase } from '../../cases/visibility';
import { withdrawCase } from '../../cases/withdraw';
import type { Deps } from '../../deps';
import { defineRoute, type Route } from '../../route';
import { submissionSchema, withSubmission } from '../submission';
import { caseParams, caseSchema, present } from './present';

/** Hands in a corrected version, which begins the next round. */
export function correctionRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{id}/corrections',
    summary: '补正后重新提交（退回或审核未通过之后）',
    permission: 'person',
    judges: true,
    params: caseParams,
    body: submissionSchema,
    bodyType: 'application/json',
    visible: ({ params, caller }) => visibleCase(deps.db.manager, params.id, caller),
    answer: caseSchema,
    async handle(call) {
      const { params, caller, requestId } = call;
      await correctable(deps, params.id, caller);
      return withSubmission(deps, call, caller, async (submission) =>
        present(deps, await correctCase(deps, params.id, caller, submission, { requestId })),
      );
    },
  });
}

/** Takes a case back, where its process lets the applicant. */
export function withdrawalRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{id}/withdrawal',
    summary: '申请人撤回（流程允许时）',
    permission: 'person',
    judges: true,
    params: caseParams,
    body: z.strictObject({ reason: z.string().trim().min(1).max(2000).optional() }),
    status: 202,
    answer: z.object({ accepted: z.literal(true) }),
    visible: ({ params, caller }) => visibleCase(deps.db.manager, params.id, caller),
    async handle({ params, body, caller, requestId }) {
      await withdrawCase(deps, params.id, caller, body.reason, requestId);
      return { accepted: true };
    },
  });
}
