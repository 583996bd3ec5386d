import { type FindOptionsWhere, In } from 'typeorm';
import type { Deps } from '../deps';
import { DeadlineMove } from '../entities';
import { moveWaiting } from '../records/calendar/move';

/** So long a command waits for the engine; the application goes on by itself. */
const WAIT_MS = 60_000;

/**
 * Waits for the engine to follow moves of deadlines.
 * @param of the publication that moved them, or a release and the cases that went on under it
 * @returns how many are in which state
 */
export async function followed(
  deps: Deps,
  of: { publicationId: string } | { releaseId: number; caseIds: string[] },
): Promise<Record<string, number>> {
  const where: FindOptionsWhere<DeadlineMove> =
    'caseIds' in of ? { releaseId: of.releaseId, caseId: In(of.caseIds) } : of;
  const end = Date.now() + WAIT_MS;
  for (;;) {
    await moveWaiting(deps);
    const moves = await deps.db.manager.findBy(DeadlineMove, where);
    const states: Record<string, number> = {};
    for (const { state } of moves) states[state] = (states[state] ?? 0) + 1;
    if (!states.WAITING || Date.now() > end) return states;
    await deps.arrivals.next('engine_feed', 500);
  }
}
