import { randomUUID } from 'node:crypto';
import type { Deps } from './deps';
import { reconcileDaily } from './exchange';
import { SYSTEM } from './records/audit';
import { tidySessions } from './records/ended-sessions';
import { tidyJudgements } from './records/judgements';
import { tidySendings } from './records/sendings';
import { foldSums } from './records/statistics';
import { removeUnbound } from './records/unbound';
import { tidyGiven } from './records/witnesses';

/** A release comes into force so long after the first instant of its day at the latest, asked for or not. */
const RELEASE_MS = 5000;
const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** A temporary file that nobody wrote to for so long is nobody's: requests end sooner. */
const LEFT_BEHIND_MS = 15 * 60 * 1000;

/** A completion that the engine took is told by then, also after a long failure of the feed. */
const GIVEN_DAYS = 30;

type Tidied = Pick<Deps, 'clock' | 'config' | 'db' | 'feed' | 'files' | 'log' | 'releases'>;

/**
 * At the start and then once a day: forgets what ended cases waited for (`FEED_RETENTION_DAYS` after
 * their end), sessions that were ended and would be over anyway, what a form held whose act the engine
 * never took, facts that were judged too long ago (`JUDGEMENT_RETENTION_DAYS`, `JUDGEMENT_REFUSED_DAYS`)
 * and idempotency keys (`IDEMPOTENCY_KEY_DAYS`). Once a day, too, what other platforms have is compared
 * with what was sent. At the start and then once an hour: adds what changed to the sums of
 * the statistics, removes attachments that nobody handed in (`ATTACHMENT_UNBOUND_HOURS`) and temporary
 * files that a crash left behind. Ages are by the clock of
 * the record, those of temporary files by the machine's. Every few seconds: brings the release into force
 * whose day has come. What failed is tried again the next time.
 */
export function startHousekeeping(deps: Tidied): void {
  const every = (ms: number, what: string, tidy: () => Promise<void>) => {
    const attempt = () =>
      void tidy().catch((error) =>
        deps.log.warn({ err: error }, `${what} could not be looked after`),
      );
    attempt();
    setInterval(attempt, ms).unref();
  };
  every(DAY_MS, 'the feed', async () => {
    const now = await deps.clock.now();
    await deps.feed.tidy(new Date(now.getTime() - deps.config.FEED_RETENTION_DAYS * DAY_MS));
  });
  every(DAY_MS, 'sessions', () => tidySessions(deps.db));
  every(DAY_MS, 'acts that never came', async () => {
    const now = await deps.clock.now();
    const before = new Date(now.getTime() - GIVEN_DAYS * DAY_MS);
    await tidyGiven(deps.db.manager, deps.feed, before);
  });
  every(DAY_MS, 'judgements', async () => {
    const { JUDGEMENT_RETENTION_DAYS, JUDGEMENT_REFUSED_DAYS } = deps.config;
    const now = (await deps.clock.now()).getTime();
    await tidyJudgements(deps.db, {
      before: new Date(now - JUDGEMENT_RETENTION_DAYS * DAY_MS),
      refusedBefore: new Date(now - JUDGEMENT_REFUSED_DAYS * DAY_MS),
    });
  });
  every(DAY_MS, 'idempotency keys', async () => {
    const now = (await deps.clock.now()).getTime();
    await tidySendings(deps.db, new Date(now - deps.config.IDEMPOTENCY_KEY_DAYS * DAY_MS));
  });
  every(HOUR_MS, 'what other platforms have', () => reconcileDaily(deps));
  every(HOUR_MS, 'sums of the statistics', () => foldSums(deps.db));
  every(HOUR_MS, 'attachments', () => tidyAttachments(deps));
  every(RELEASE_MS, 'the rules of the day', async () => {
    await deps.releases.current();
  });
}

async function tidyAttachments(deps: Tidied): Promise<void> {
  const { clock, config, files, log } = deps;
  const at = await clock.now();
  const uploadedBefore = new Date(at.getTime() - config.ATTACHMENT_UNBOUND_HOURS * HOUR_MS);
  const removed = await removeUnbound(
    deps,
    { uploadedBefore },
    { at, actor: SYSTEM, requestId: randomUUID(), reason: 'never-handed-in' },
  );
  const swept = await files.sweep(LEFT_BEHIND_MS);
  if (removed + swept > 0) log.info({ removed, swept }, 'attachments tidied');
}
