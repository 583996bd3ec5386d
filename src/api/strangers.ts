import type { ErrorRequestHandler } from 'express';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { StrangerError } from '../errors';
import { noteSecurityEvent } from '../records/security-events';

/** Notes who asked for what is not theirs; the refusal then goes on as it is. */
export function noteStrangers(deps: Pick<Deps, 'db' | 'clock'>): ErrorRequestHandler {
  return async (error, req, _res, next) => {
    const route = String(req.route?.path ?? req.path);
    if (error instanceof StrangerError && req.caller)
      await noteStranger(deps, req.caller, error, { method: req.method, route });
    next(error);
  };
}

/** Notes that somebody asked for what is not theirs. */
export async function noteStranger(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { username }: Caller,
  { caseId, entity }: StrangerError,
  { method, route }: { method: string; route: string },
): Promise<void> {
  await noteSecurityEvent(db, {
    at: await clock.now(),
    person: username,
    caseId,
    code: 'S-01',
    detail: { method, route, entity },
  });
}
