import { z } from 'zod';
import { requireSubmitter, startable } from '../../cases/check';
import { submitCase, tryCase } from '../../cases/submit';
import { visibleCase } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { defineRoute, type Route } from '../../route';
import { submissionSchema, withSubmission } from '../submission';
import { caseSchema, judgedSchema, present, presentJudged } from './present';

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
    once: {
      kind: 'submission',
      async again({ taken, caller, res }) {
        const file = await visibleCase(deps.db.manager, taken.caseId ?? '', caller);
        // nothing was created this time
        res.locals.status = 200;
        res.location(`/api/cases/${file.id}`);
        return present(deps, file);
      },
    },
    async handle(call) {
      const { params, caller, requestId } = call;
      const { process } = startable(await deps.releases.current(), params.process);
      requireSubmitter(process, caller);
      return withSubmission(deps, call, caller, async (submission, sending) => {
        const origin = { requestId, sending };
        const file = await submitCase(deps, process.id, caller, submission, origin);
        call.res.location(`/api/cases/${file.id}`);
        return present(deps, file);
      });
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
    answer: judgedSchema,
    async handle({ params, body, caller }) {
      return presentJudged(await tryCase(deps, params.process, caller, body));
    },
  });
}
