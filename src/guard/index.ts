import type { Deps } from '../deps';
import { type GuardRoutes, guardRoutes } from './routes';
import { createUpstream } from './upstream';

export { type GuardRoutes, NOT_OFFERED } from './routes';

/** Tasklist at our own address: its pages and calls, each checked against the caller's rights. */
export function createGuard(deps: Deps): GuardRoutes {
  return guardRoutes(deps, createUpstream(deps.config));
}
