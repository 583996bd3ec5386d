import { z } from 'zod';
import { actOnCase } from '../../cases/act';
import { visibleCase } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { defineRoute, type Route } from '../../route';
import { ACCEPTED, acceptedSchema, ONCE_AN_ACT } from '../accepted';
import { caseParams } from './present';

/** Does what an open task of the case asks for. */
export function actRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{id}/acts/{act}',
    summary: '办理案件当前的事项（与任务列表中的任务相同）',
    permission: 'person',
    judges: true,
    params: caseParams.extend({ act: z.string() }),
    body: z.record(z.string(), z.unknown()).describe('任务表单的字段'),
    status: 202,
    answer: acceptedSchema,
    visible: ({ params, caller }) => visibleCase(deps.db.manager, params.id, caller),
    once: ONCE_AN_ACT,
    handle: ({ params, body, caller, requestId, once }) =>
      once({ params, body }, async (sending) => {
        const file = await visibleCase(deps.db.manager, params.id, caller);
        await actOnCase(deps, file, params.act, caller, body, { requestId, sending });
        return ACCEPTED;
      }),
  });
}
