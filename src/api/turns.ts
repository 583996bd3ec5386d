import { type BulkheadPolicy, bulkhead, isBulkheadRejectedError } from 'cockatiel';
import { refuse } from '../errors';

/** Lets everybody have so much done at a time, so that nobody holds up the others. */
export interface Turns {
  /**
   * Does something when it is this one's turn.
   * @param who whose turn is taken: a person, or an address where nobody is logged in
   * @throws E-00-26 where as many wait already as may
   */
  take<T>(who: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Turns by person. What form checker and engine are asked is served one after the other there, so
 * with at most `running` of each person under way everybody is served in turn.
 * @param running how much of one person is done at a time
 * @param waiting how much of one person may wait
 */
export function createTurns(running: number, waiting: number): Turns {
  const lanes = new Map<string, BulkheadPolicy>();
  return {
    async take(who, work) {
      const lane = lanes.get(who) ?? bulkhead(running, waiting);
      lanes.set(who, lane);
      try {
        return await lane.execute(work);
      } catch (error) {
        throw isBulkheadRejectedError(error) ? refuse('E-00-26') : error;
      } finally {
        // nothing of this person is under way any more
        if (lane.executionSlots === running && lanes.get(who) === lane) lanes.delete(who);
      }
    },
  };
}
