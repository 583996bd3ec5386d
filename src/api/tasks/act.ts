import { z } from 'zod';
import { claim, complete, giveBack, ownTask } from '../../cases/inbox';
import type { Deps } from '../../deps';
import { defineRoute, type Route } from '../../route';
import { ACCEPTED, acceptedSchema, ONCE_AN_ACT } from '../accepted';
import { taskParams } from './present';

const CLAIM = '/api/tasks/{key}/claim';

/** Claims a task: from then on it is the caller's. */
export function claimRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: CLAIM,
    summary: '认领任务',
    permission: 'person',
    params: taskParams,
    answer: z.object({ claimed: z.literal(true) }),
    async handle({ params, caller }) {
      await claim(deps, params.key, caller);
      return { claimed: true };
    },
  });
}

/** Gives a claimed task back to the colleagues. */
export function giveBackRoute(deps: Deps): Route {
  return defineRoute({
    method: 'delete',
    path: CLAIM,
    summary: '放弃认领（只有认领人可以）',
    permission: 'person',
    params: taskParams,
    answer: z.object({ claimed: z.literal(false) }),
    async handle({ params, caller }) {
      await giveBack(deps, params.key, caller);
      return { claimed: false };
    },
  });
}

/** Does what a task asks for. */
export function completionRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/tasks/{key}/completion',
    summary: '办结任务（与任务列表中的表单、规则相同）',
    permission: 'person',
    judges: true,
    params: taskParams,
    body: z.record(z.string(), z.unknown()).describe('任务表单的字段'),
    status: 202,
    answer: acceptedSchema,
    visible: ({ params, caller }) => ownTask(deps, params.key, caller),
    once: ONCE_AN_ACT,
    handle: ({ params, body, caller, requestId, once }) =>
      once({ params, body }, async (sending) => {
        await complete(deps, params.key, caller, body, { requestId, sending });
        return ACCEPTED;
      }),
  });
}
