import type { Deps } from '../../deps';
import { readAct, recordAct } from './completed-act';

/** The job that was handed out before its task was ended records the act by then, by the machine's clock. */
const GRACE_MS = 2000;
const LOOK_EVERY_MS = 2000;
const NOT_RECORDED = 'an act that led to nothing could not be recorded, trying again';

/**
 * Records acts that a door accepted and whose tasks were ended before the job that records them was
 * handed out: two people were at the same case, or what they waited for came just then. They do not
 * count, and stand in the record with the reason.
 */
async function recordCutOff(deps: Deps): Promise<void> {
  for (const { caseId, ...task } of await deps.feed.cutOff(GRACE_MS)) {
    const now = await deps.clock.now();
    const recorded = async () => {
      const act = await readAct(deps, caseId, task);
      const requestId = act.seen?.requestId ?? `task-${task.key}`;
      await deps.db.transaction((tx) => recordAct(deps, tx, act, { now, requestId, cutOff: true }));
    };
    await recorded().catch((err) => deps.log.warn({ err, caseId, task: task.key }, NOT_RECORDED));
  }
}

/** Does so every few seconds, as long as the program runs; what failed is tried again the next time. */
export function startCutOff(deps: Deps): void {
  const look = () =>
    void recordCutOff(deps)
      .catch((err) => deps.log.warn({ err }, NOT_RECORDED))
      .finally(() => setTimeout(look, LOOK_EVERY_MS).unref());
  look();
}
