import type { ErrorRequestHandler } from 'express';
import type { Deps } from '../deps';
import { StrangerError } from '../errors';
import { noteSecurityEvent } from '../records/security-events';

/** Notes who asked for what is not theirs; the refusal then goes on as it is. */
export function noteStrangers(deps: Pick<Deps, 'db' | 'clock'>): ErrorRequestHandler {
  return async (error, req, _res, next) => {
    if (error instanceof StrangerError && req.caller)
      await noteSecurityEvent(deps.db, {
        at: await deps.clock.now(),
        person: req.caller.username,
        caseId: error.caseId,
        code: 'S-01',
        detail: {
          method: req.method,
          route: String(req.route?.path ?? req.path),
          entity: error.entity,
        },
      });
    next(error);
  };
}
