import pino from 'pino';
import type { Config } from './config';
import type { Deps } from './deps';
import { createVault } from './domain/crypto';
import { createEngine, createFeed, listen } from './engine';
import { createDataSource } from './entities/data-source';
import { naming } from './errors';
import { createFormChecker } from './forms/check';
import { createLookups } from './outside/lookup';
import { createSigner } from './outside/signer';
import { createPeople } from './people';
import { createClock } from './records/clock';
import { createFileStore } from './records/file-store';
import { createReleases } from './records/releases';
import { createFileChecker, createScanner } from './uploads';

/** What ends all that was built. */
interface Closing {
  /** @param last what to do once nothing writes any more, before the record is closed */
  close(last?: () => Promise<void>): Promise<void>;
}

/** Builds everything API, workers and tools stand on, and connects to the record. */
export async function compose(config: Config): Promise<Deps & Closing> {
  const log = pino({
    level: config.LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  });
  const db = await createDataSource(config.DATABASE_URL).initialize();
  const engine = naming('engine', createEngine(config));
  const arrivals = listen(
    config.DATABASE_URL,
    ['engine_feed', 'engine_tasks', 'outbox', 'exchange'],
    log,
  );
  const forms = createFormChecker();
  const checker = createFileChecker({
    megapixels: config.ATTACHMENT_MAX_MEGAPIXELS,
    seconds: config.ATTACHMENT_CHECK_SECONDS,
  });
  const scanner = createScanner(config.MALWARE_SCANNER_URL, config.MALWARE_SCANNER_SECONDS);
  const clock = createClock(db, config.CLOCK_CONTROLLED);
  return {
    config,
    log,
    db,
    engine,
    arrivals,
    feed: createFeed(db, arrivals),
    forms,
    lookups: createLookups(config, log),
    signer: createSigner(config, config.PUBLIC_URL),
    releases: createReleases(db, engine, clock),
    people: naming('identity', createPeople(config)),
    clock,
    vault: createVault({
      encryptionKey: Buffer.from(config.PII_ENCRYPTION_KEY, 'base64'),
      lookupKey: Buffer.from(config.PII_LOOKUP_KEY, 'base64'),
    }),
    files: createFileStore(config.ATTACHMENTS_DIR),
    uploads: { ...checker, ...scanner },
    async close(last) {
      await engine.close(config.SHUTDOWN_SECONDS * 1000);
      await arrivals.close();
      await forms.close();
      await checker.close();
      await last?.();
      await db.destroy();
    },
  };
}
