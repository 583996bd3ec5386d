import { z } from 'zod';
import { reassign } from '../../cases/reassign';
import { terminateCase } from '../../cases/terminate';
import { visibleCase } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { defineRoute, type Route } from '../../route';
import { ACCEPTED, acceptedSchema, ONCE_AN_ACT } from '../accepted';
import { enteredText } from '../http';
import { caseParams } from './present';

const reason = enteredText().max(2000).optional().describe('理由');

/** Gives an open task of a case to another person or organisation. */
export function reassignmentRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{id}/reassignment',
    summary: '改派待办任务（案件管理员，见决策表 common-administration）',
    permission: 'person',
    judges: true,
    params: caseParams,
    body: z.strictObject({
      task: z.string().min(1).max(40).describe('任务'),
      organisation: z.string().min(1).max(100).optional().describe('改派给哪个单位；空为不变'),
      person: enteredText().min(1).max(60).optional().describe('改派给谁（登录账号）'),
      reason,
    }),
    status: 202,
    answer: acceptedSchema,
    visible: ({ params, caller }) => visibleCase(deps.db.manager, params.id, caller),
    once: ONCE_AN_ACT,
    handle: ({ params, body, caller, requestId, once }) =>
      once({ params, body }, async (sending) => {
        await reassign(deps, params.id, body, caller, { requestId, sending });
        return ACCEPTED;
      }),
  });
}

/** Ends a case that cannot go on. */
export function terminationRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{id}/termination',
    summary: '终止不能继续办理的案件（案件管理员，见决策表 common-administration）',
    permission: 'person',
    judges: true,
    params: caseParams,
    body: z.strictObject({ reason }),
    status: 202,
    answer: acceptedSchema,
    visible: ({ params, caller }) => visibleCase(deps.db.manager, params.id, caller),
    once: ONCE_AN_ACT,
    handle: ({ params, body, caller, requestId, once }) =>
      once({ params, body }, async (sending) => {
        await terminateCase(deps, params.id, caller, body.reason, { requestId, sending });
        return ACCEPTED;
      }),
  });
}
