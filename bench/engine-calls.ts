import { randomUUID } from 'node:crypto';
import { loadConfig } from '../src/config';
import { createEngine, type Engine } from '../src/engine';
import { countCpu } from './cpu';
import { quantile, rounded, table } from './figures';
import { localTarget } from './target';

/**
 * `npm run bench:engine`: what one call of the engine takes at its two interfaces, and of the broker's
 * processor, one after another beside a running stack. With `ZJF_ENGINE_AUTH=identity` and without, it
 * says what the engine's own authentication costs.
 */
const WARM_UP = 1000;
const CALLS = 2000;
/** Before the first key of partition 1: nobody has such a task. */
const NO_TASK = String(2n ** 51n);

const CALLED: Record<string, (engine: Engine) => Promise<unknown>> = {
  'REST: claim a task that is not there': (engine) => engine.claimTask(NO_TASK, 'nobody'),
  'gRPC: a message nobody waits for': (engine) =>
    engine.publish({
      ...{ name: 'bench-nobody', correlationKey: 'nobody', variables: {}, ttlMs: 0 },
      id: randomUUID(),
    }),
};

async function main(): Promise<void> {
  const target = localTarget();
  const config = loadConfig({ ...target.env });
  const engine = createEngine(config);
  const rows: string[][] = [];
  for (const [name, call] of Object.entries(CALLED)) {
    for (let n = 0; n < WARM_UP; n += 1) await call(engine);
    const spent = countCpu(target.parts);
    const times: number[] = [];
    for (let n = 0; n < CALLS; n += 1) {
      const begun = performance.now();
      await call(engine);
      times.push(performance.now() - begun);
    }
    const cpu = (spent().broker ?? Number.NaN) / CALLS;
    rows.push([name, ...[quantile(times, 0.5), quantile(times, 0.95), cpu].map(rounded)]);
  }
  await engine.close(1000);
  console.log(`the engine ${config.ENGINE_CLIENT_ID ? 'asks' : 'does not ask'} who is calling`);
  console.log(table(['ms', 'p50', 'p95', "the broker's processor"], rows));
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
