import type { Deps } from '../deps';
import { decideNext } from './decide';
import { sendNext } from './send';

export {
  DIFFERENCES,
  type Difference,
  differencesOf,
  exchanges,
  type Run,
  reconcile,
  reconcileDaily,
  runs,
} from './reconcile';

/** What waits for its time, and what another process left, is looked for as often. */
const IDLE_MS = 2000;
const TROUBLE_MS = 5000;
/** So many are sent at a time. */
const SENDERS = 2;

type Exchanging = Pick<Deps, 'db' | 'config' | 'releases' | 'clock' | 'arrivals' | 'log'>;

/** Decides and sends for ever, as soon as there is something; `stop` ends it after what is under way. */
export function startExchange(deps: Exchanging): { stop(): Promise<void> } {
  let running = true;
  const loop = async (what: string, step: () => Promise<boolean>) => {
    while (running) {
      const heard = deps.arrivals.next('exchange', IDLE_MS);
      try {
        if (!(await step())) await heard;
      } catch (error) {
        deps.log.warn({ err: error }, `${what}, trying again`);
        await new Promise((resolve) => setTimeout(resolve, TROUBLE_MS).unref());
      }
    }
  };
  const decided = async () => {
    const isOne = await decideNext(deps);
    if (isOne) await deps.db.query("select pg_notify('exchange', '')");
    return isOne;
  };
  const loops = [
    loop('exchanges could not be decided', decided),
    ...Array.from({ length: SENDERS }, () =>
      loop('nothing could be sent to other platforms', () => sendNext(deps)),
    ),
  ];
  return {
    async stop() {
      running = false;
      await Promise.all(loops);
    },
  };
}
