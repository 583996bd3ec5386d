import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { createApp } from './api/app';
import { compose } from './compose';
import { loadConfig } from './config';
import { startExchange } from './exchange';
import { createGuard } from './guard';
import { startHousekeeping } from './housekeeping';
import { createMetrics } from './metrics';
import { startAnchoring } from './records/audit-anchors';
import { startMoving } from './records/calendar/move';
import { startMail } from './records/mail';
import { startRelay } from './records/outbox';
import { workers } from './workers';
import { startCutOff } from './workers/decision/cut-off';
import { startWorkers } from './workers/run';

/** Starts the API and the workers; `--only api` or `--only workers` starts one of them, for scaling. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const config = loadConfig();
  const deps = await compose(config);
  const anchoring = startAnchoring(deps.db, {
    dir: config.AUDIT_ANCHOR_DIR,
    everyMs: config.AUDIT_ANCHOR_MINUTES * 60_000,
    log: deps.log,
  });
  const metrics = createMetrics(deps, anchoring);

  const withApi = values.only !== 'workers';
  const withWorkers = values.only !== 'api';
  const server = withApi ? createServer(createApp(deps, metrics, createGuard(deps))) : undefined;
  const relay = withWorkers ? startRelay(deps.db, deps.engine, deps.arrivals, deps.log) : undefined;
  const exchange = withWorkers ? startExchange(deps) : undefined;
  const moving = withWorkers ? startMoving(deps) : undefined;
  const mail =
    withWorkers && config.SMTP_URL
      ? startMail(
          deps.db,
          { url: config.SMTP_URL, from: config.MAIL_FROM, addressees: deps.people.addressees },
          deps.log,
        )
      : undefined;
  if (withWorkers) {
    startWorkers(deps, workers);
    startCutOff(deps);
    startHousekeeping(deps);
  }
  if (server) {
    server.listen(config.PORT, config.HOST);
    await once(server, 'listening');
    deps.log.info({ url: config.PUBLIC_URL }, 'ready');
  }

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    deps.log.info({ signal }, 'stopping');
    // whatever hangs must not keep the process for ever
    setTimeout(() => process.exit(1), (config.SHUTDOWN_SECONDS + 5) * 1000).unref();
    server?.close();
    server?.closeIdleConnections();
    await relay?.stop();
    await exchange?.stop();
    await moving?.stop();
    await mail?.stop();
    await deps.close(() => anchoring.stop());
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
