import type { Deps } from '../deps';
import { eachOf } from '../domain/at-once';
import type { Caller } from '../domain/identity';
import type { Sending } from '../domain/sending';
import { type Refusal, RefusedError, refusal } from '../errors';
import { findTaken, TakenBefore } from '../records/sendings';
import { actOnCase } from './act';
import { visibleCase } from './visibility';

/** An act on a case, with what its form is filled in with. */
export interface GivenVerdict {
  case: string;
  act: string;
  given: Record<string, unknown>;
}

/** What came of it. */
export interface VerdictResult {
  case: string;
  act: string;
  accepted: boolean;
  /** none where it was accepted */
  refusals: Refusal[];
}

/**
 * Does each act as if it came alone: the same form, rules and record. One that is refused stops no other.
 * @param sendingOf the caller's own key for one of them, if any: it is taken once
 * @param refused is told of each refusal, e.g. to note who asked for what is not theirs
 */
export function giveVerdicts(
  deps: Deps,
  caller: Caller,
  verdicts: GivenVerdict[],
  origin: { requestId: string; sendingOf(verdict: GivenVerdict): Sending | undefined },
  refused: (error: RefusedError) => Promise<void>,
): Promise<VerdictResult[]> {
  return eachOf(verdicts, deps.config.JUDGED_AT_ONCE, async (verdict) => {
    const { case: id, act, given } = verdict;
    const taken: VerdictResult = { case: id, act, accepted: true, refusals: [] };
    const sending = origin.sendingOf(verdict);
    const refuse = (refusals: Refusal[]) => ({ ...taken, accepted: false, refusals });
    const again = async () => {
      const before = sending && (await findTaken(deps.db, sending));
      if (!before) return null;
      return before.contentHash === sending.contentHash ? taken : refuse([refusal('E-00-25')]);
    };
    const before = await again();
    if (before) return before;
    try {
      const file = await visibleCase(deps.db.manager, id, caller);
      await actOnCase(deps, file, act, caller, given, { requestId: origin.requestId, sending });
      return taken;
    } catch (error) {
      // what is no refusal of this one, as a part that is away, ends them all
      const isDone = error instanceof TakenBefore;
      if (!isDone && !(error instanceof RefusedError && error.status < 500)) throw error;
      // refused for what the same, at the same moment, had just done?
      const meanwhile = await again();
      if (meanwhile || isDone) return meanwhile ?? taken;
      await refused(error);
      return refuse(error.refusals);
    }
  });
}
