import type { Deps } from './deps';

const DAY_MS = 24 * 3600 * 1000;

/**
 * Once at the start and then once a day: forgets what ended cases waited for (`FEED_RETENTION_DAYS`
 * after their end, by the clock of the record). What failed is tried again the next time.
 */
export function startHousekeeping(deps: Pick<Deps, 'clock' | 'config' | 'feed' | 'log'>): void {
  const tidy = async () => {
    const now = await deps.clock.now();
    await deps.feed.tidy(new Date(now.getTime() - deps.config.FEED_RETENTION_DAYS * DAY_MS));
  };
  const attempt = () =>
    void tidy().catch((error) => deps.log.warn({ err: error }, 'the feed could not be tidied'));
  attempt();
  setInterval(attempt, DAY_MS).unref();
}
