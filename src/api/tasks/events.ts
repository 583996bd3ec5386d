import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { inboxState } from '../../cases/inbox';
import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import { RefusedError } from '../../errors';
import { defineRoute, type Route } from '../../route';

/** Proxies close a connection on which nothing is said for long. */
const KEEP_ALIVE_MS = 25_000;
/** The engine may tell many things at once; one look at the inbox serves for all of them. */
const LOOK_AT_MOST_EVERY_MS = 250;

/**
 * Says when the caller's inbox has changed, by Server-Sent Events: an event `tasks` whose id is the new
 * state of the inbox. Whoever knows a state already names it and hears only of later ones.
 */
export function taskEventsRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/api/tasks/events',
    summary: '待办变化的通知（Server-Sent Events，事件 tasks）',
    permission: 'person',
    query: z.object({ since: z.string().max(64).optional().describe('已知的待办状态') }),
    async handle({ query, caller, callerNow, req, res }) {
      let known = req.get('Last-Event-ID') ?? query.since;
      let open = true;
      const closed = once(res, 'close').then(() => {
        open = false;
      });
      res.set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      res.type('text/event-stream').write(': open\n\n');
      let saidAt = Date.now();
      const say = (text: string) => {
        saidAt = Date.now();
        res.write(text);
      };
      while (open) {
        // asked for before looking, so that nothing is told in between unheard
        const told = deps.arrivals.next('engine_tasks', KEEP_ALIVE_MS);
        const who = await stillHere(callerNow, caller);
        const state = who && (await inboxState(deps, who).catch(() => null));
        if (!open) break;
        if (!who) {
          res.end();
          break;
        }
        if (state && state !== known) {
          known = state;
          say(`event: tasks\nid: ${state}\ndata: {}\n\n`);
        } else if (Date.now() - saidAt >= KEEP_ALIVE_MS) say(': still here\n\n');
        await Promise.race([closed, pause(LOOK_AT_MOST_EVERY_MS)]);
        await Promise.race([closed, told]);
      }
      return undefined;
    },
  });
}

/** The caller with the rights of now, or as known before while nobody can tell; null: logged out. */
function stillHere(callerNow: () => Promise<Caller>, before: Caller): Promise<Caller | null> {
  return callerNow().catch((error) => {
    return error instanceof RefusedError && error.status === 401 ? null : before;
  });
}
