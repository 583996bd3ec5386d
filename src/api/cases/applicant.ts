import { z } from 'zod';
import { correctedRounds, remarksOf } from '../../cases/rounds';
import { correctable, correctCase, tryCorrection } from '../../cases/submit';
import { visibleCase } from '../../cases/visibility';
import { withdrawCase } from '../../cases/withdraw';
import type { Deps } from '../../deps';
import { toShanghaiIso } from '../../domain/working-days';
import { defineRoute, type Route } from '../../route';
import { ACCEPTED, acceptedSchema, ONCE_AN_ACT } from '../accepted';
import { enteredText } from '../http';
import { submissionSchema, withSubmission } from '../submission';
import { caseParams, caseSchema, judgedSchema, present, presentJudged } from './present';

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
    visible: ({ params, caller }) => correctable(deps, params.id, caller),
    answer: caseSchema,
    once: {
      kind: 'correction',
      again: async ({ taken, caller }) =>
        present(deps, await visibleCase(deps.db.manager, taken.caseId ?? '', caller)),
    },
    async handle(call) {
      const { params, caller, requestId } = call;
      return withSubmission(deps, call, caller, async (submission, sending) => {
        const origin = { requestId, sending };
        return present(deps, await correctCase(deps, params.id, caller, submission, origin));
      });
    },
  });
}

const changesSchema = z
  .array(z.object({ label: z.string(), before: z.string(), after: z.string() }))
  .describe('与上一轮相比的更改，个人信息脱敏');

/** Tells what a correction would be refused for by the case's own release, and stores nothing. */
export function correctionCheckRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: '/api/cases/{id}/corrections/check',
    summary: '试检更正：按案件自己的规则版本，被拒绝的理由、所需的材料和更改（不保存）',
    permission: 'person',
    judges: true,
    params: caseParams,
    body: submissionSchema,
    visible: ({ params, caller }) => visibleCase(deps.db.manager, params.id, caller),
    answer: judgedSchema.extend({ changes: changesSchema }),
    async handle({ params, body, caller }) {
      const judged = await tryCorrection(deps, params.id, caller, body);
      return { ...presentJudged(judged), changes: judged.changes };
    },
  });
}

/** The corrected rounds of a case, and what reviewers say of single fields in the present one. */
export function correctionsRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/cases/{id}/corrections',
    summary: '历次更正：每轮与上一轮相比的更改；本轮审核人对单个申报项目的意见',
    permission: 'person',
    params: caseParams,
    answer: z.object({
      rounds: z.array(
        z.object({
          round: z.number(),
          at: z.string(),
          person: z.string(),
          organisation: z.string(),
          changes: changesSchema,
        }),
      ),
      remarks: z.array(
        z.object({
          field: z.string().describe('启动表单的字段，或 attachments.<附件种类>'),
          label: z.string(),
          remark: z.string(),
          act: z.string(),
          person: z.string(),
          organisation: z.string(),
        }),
      ),
    }),
    async handle({ params, caller }) {
      const db = deps.db.manager;
      const file = await visibleCase(db, params.id, caller);
      const { models } = await deps.releases.byId(file.releaseId);
      const rounds = await correctedRounds(db, models, file);
      const remarks = await remarksOf(db, models, file);
      return {
        rounds: rounds.map(({ round, at, person, organisation, changes }) => {
          return { round, at: toShanghaiIso(at), person, organisation, changes };
        }),
        remarks: remarks.map(({ field, label, remark, decision }) => {
          const { act, personName: person, organisation } = decision;
          return { field, label, remark, act, person, organisation };
        }),
      };
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
    body: z.strictObject({ reason: enteredText().min(1).max(2000).optional() }),
    status: 202,
    answer: acceptedSchema,
    visible: ({ params, caller }) => visibleCase(deps.db.manager, params.id, caller),
    once: ONCE_AN_ACT,
    handle: ({ params, body, caller, requestId, once }) =>
      once({ params, body }, async (sending) => {
        await withdrawCase(deps, params.id, caller, body.reason, { requestId, sending });
        return ACCEPTED;
      }),
  });
}
