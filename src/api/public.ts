import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { publicStartable, type Submission } from '../cases/check';
import { submitCase } from '../cases/submit';
import type { Deps } from '../deps';
import { PUBLIC } from '../domain/identity';
import type { Sending } from '../domain/sending';
import { toShanghaiIso } from '../domain/working-days';
import { CaseFile } from '../entities';
import { refuse } from '../errors';
import { defineRoute, type Route } from '../route';
import { createProofs } from './proof';
import { withSubmission } from './submission';

const HOUR_MS = 3_600_000;
/** Files a submission without log-in may have. */
const FILES_AT_MOST = 5;

const processParams = z.object({ process: z.string() });

/** The header that carries the proof of work. */
export const PROOF_HEADER = 'X-Proof-Of-Work';

/** What somebody without log-in is told of what they handed in. */
function receiptOf({ number, createdAt }: CaseFile) {
  return { number, receivedAt: toShanghaiIso(createdAt) };
}

/** What everyone may do without log-in: submit to the processes that are open to the public. */
export function publicRoutes(deps: Deps): Route[] {
  const proofs = createProofs(deps.db, deps.config.SESSION_SECRET);
  const limited = rateLimit({
    windowMs: HOUR_MS,
    limit: deps.config.PUBLIC_SUBMISSIONS_PER_HOUR,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) => next(refuse('E-00-73')),
  });
  /** Before anything of the body is read. */
  const proven: RequestHandler = async (req, _res, next) => {
    const { process } = publicStartable(await deps.releases.current(), String(req.params.process));
    await proofs.spend(req.get(PROOF_HEADER), process.id);
    next();
  };
  return [
    defineRoute({
      method: 'get',
      path: '/api/public/cases/{process}/challenge',
      summary: '公众提交前的人机验证题目（工作量证明，altcha）',
      permission: 'public',
      params: processParams,
      answer: z.object({
        parameters: z.record(z.string(), z.unknown()),
        signature: z.string().optional(),
      }),
      async handle({ params, res }) {
        const { process } = publicStartable(await deps.releases.current(), params.process);
        res.set('Cache-Control', 'no-store');
        return proofs.challenge(process.id);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/public/cases/{process}',
      summary: '公众免登录提交（异议、投诉举报等），每份人机验证限用一次',
      permission: 'public',
      judges: true,
      params: processParams,
      headers: z.object({
        [PROOF_HEADER]: z.string().describe('人机验证答案：base64(JSON {challenge, solution})'),
      }),
      body: z.strictObject({ data: z.record(z.string(), z.unknown()).describe('启动表单的字段') }),
      bodyType: 'application/json',
      before: [limited, proven],
      answer: z.object({ number: z.string(), receivedAt: z.string() }),
      status: 201,
      once: {
        kind: 'submission',
        again: async ({ taken }) =>
          receiptOf(
            await deps.db.getRepository(CaseFile).findOneByOrFail({ id: taken.caseId ?? '' }),
          ),
      },
      async handle(call) {
        const { params, requestId } = call;
        const take = async (submission: Submission, sending: Sending | undefined) => {
          // files come with the submission, never by the number of one that somebody uploaded
          if (!call.req.is('multipart/form-data') && submission.attachments.length > 0)
            throw refuse('E-00-11');
          const origin = { requestId, sending };
          return receiptOf(await submitCase(deps, params.process, PUBLIC, submission, origin));
        };
        return withSubmission(deps, call, PUBLIC, take, FILES_AT_MOST);
      },
    }),
  ];
}
