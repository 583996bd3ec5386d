import { z } from 'zod';
import type { Deps } from '../deps';
import { Push } from '../entities';
import { refuse } from '../errors';
import { acknowledgementSchema } from '../outside/acknowledgement';
import { platformClient } from '../outside/platform';
import { exchangeTarget, settleExchange } from '../records/exchange';
import { acknowledgePush } from '../records/pushes';
import { defineRoute, type Route } from '../route';

/** What outside platforms call. */
export function pushRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/pushes/{key}/acknowledgement',
      summary: '外部平台对一次推送的回执（key 为推送时的 Idempotency-Key）；重复回执不改变结果',
      permission: ['external-platform'],
      params: z.object({ key: z.string() }),
      body: acknowledgementSchema,
      // read below: what makes no sense is refused by a code of its own
      bodyType: 'application/json',
      answer: z.object({
        state: z.enum(['ACCEPTED', 'REJECTED']),
        changed: z.boolean().describe('false：此前已有相同的回执'),
      }),
      async handle({ params, req, caller, requestId }) {
        const push = await deps.db.getRepository(Push).findOneBy({ id: params.key });
        const target = push?.target ?? (await exchangeTarget(deps.db, params.key));
        const client = target && platformClient(target);
        if (!client || caller.username !== `service-account-${client}`) throw refuse('E-00-60');
        const parsed = acknowledgementSchema.safeParse(req.body ?? {});
        if (!parsed.success) {
          const told = parsed.error.issues
            .map((i) => `${i.path.join('.')} ${i.message}`)
            .join('; ');
          throw refuse('E-00-61', { zh: told, en: told });
        }
        const by = { user: caller.username, name: caller.name, organisation: client };
        const now = await deps.clock.now();
        const changed = push
          ? await deps.db.transaction((tx) =>
              acknowledgePush(tx, push.id, parsed.data, by, now, requestId),
            )
          : await settleExchange(deps.db, params.key, parsed.data);
        if (changed === null) throw refuse('E-00-62');
        return { state: parsed.data.accepted ? 'ACCEPTED' : 'REJECTED', changed };
      },
    }),
  ];
}
