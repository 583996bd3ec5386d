import type { Deps } from './deps';
import { tidySessions } from './records/ended-sessions';

const DAY_MS = 24 * 3600 * 1000;

/**
 * Once at the start and then once a day: forgets what ended cases waited for (`FEED_RETENTION_DAYS`
 * after their end, by the clock of the record), and sessions that were ended and would be over anyway.
 * What failed is tried again the next time.
 */
export function startHousekeeping(
  deps: Pick<Deps, 'clock' | 'config' | 'db' | 'feed' | 'log'>,
): void {
  const tidy = async () => {
    const now = await deps.clock.now();
    await deps.feed.tidy(new Date(now.getTime() - deps.config.FEED_RETENTION_DAYS * DAY_MS));
    await tidySessions(deps.db);
  };
  const attempt = () =>
    void tidy().catch((error) =>
      deps.log.warn({ err: error }, 'feed and sessions could not be tidied'),
    );
  attempt();
  setInterval(attempt, DAY_MS).unref();
}
