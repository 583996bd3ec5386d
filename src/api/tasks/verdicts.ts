import { createHash } from 'node:crypto';
import { z } from 'zod';
import { VERDICTS_AT_MOST } from '../../cases/inbox';
import { type GivenVerdict, giveVerdicts } from '../../cases/verdicts';
import type { Deps } from '../../deps';
import { canonicalJson } from '../../domain/hash-chain';
import { StrangerError } from '../../errors';
import { defineRoute, type Route } from '../../route';
import { parse, refusalSchema } from '../http';
import { noteStranger } from '../strangers';

const PATH = '/api/tasks/verdicts';
const headers = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .optional()
    .describe('本次办理的标识；未收到答复时以同一标识再发，已办理的各行不会再办理一次'),
});

/** Decides many cases, each as if it came alone. */
export function verdictsRoute(deps: Deps): Route {
  return defineRoute({
    method: 'post',
    path: PATH,
    summary: '逐条办理：每行一个案件，各行分别判定和记录，一行被拒绝不影响其他行',
    permission: 'person',
    judges: true,
    headers,
    body: z.strictObject({
      verdicts: z
        .array(
          z.strictObject({
            case: z.uuid(),
            act: z.string().max(100),
            given: z.record(z.string(), z.unknown()).describe('任务表单的字段'),
          }),
        )
        .min(1)
        .max(VERDICTS_AT_MOST)
        .refine(
          (rows) => new Set(rows.map((row) => `${row.case} ${row.act}`)).size === rows.length,
          'each act on a case once',
        ),
    }),
    answer: z.object({
      results: z.array(
        z.object({
          case: z.uuid(),
          act: z.string(),
          accepted: z.boolean(),
          refusals: z.array(refusalSchema),
        }),
      ),
    }),
    async handle({ body, caller, requestId, req }) {
      const told = { 'idempotency-key': req.get('Idempotency-Key') };
      const { 'idempotency-key': key } = parse(headers, told, 'header') as z.infer<typeof headers>;
      const sendingOf = ({ given, ...about }: GivenVerdict) => {
        if (key === undefined) return undefined;
        const content = canonicalJson({ ...about, given });
        const hash = createHash('sha256').update(content).digest('hex');
        const name = `${key} ${about.case} ${about.act}`;
        // keyed: what was entered is not to be guessed from it
        const contentHash = deps.vault.lookup(hash);
        return { kind: 'verdict', caller: caller.username, key: name, contentHash };
      };
      const results = await giveVerdicts(
        deps,
        caller,
        body.verdicts,
        { requestId, sendingOf },
        async (error) => {
          if (error instanceof StrangerError)
            await noteStranger(deps, caller, error, { method: 'POST', route: PATH });
        },
      );
      return { results };
    },
  });
}
