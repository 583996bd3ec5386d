import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../stack/lib/settings';
import { flowReport } from './flow-report';
import { measure } from './measure';
import { readWindows, WINDOW_OPTIONS } from './options';
import { localTarget, targetOf } from './target';

/**
 * `npm run bench:flow`: how many ZJ-07 cases a minute this machine completes with the whole stack
 * on it, what each takes of the processor, part by part, and how soon each next task is seen. A
 * closed loop: so many cases are in flight at any time, each handed in, confirmed by the general
 * contractor and reviewed through the API as soon as its next task can be seen.
 *
 * Options: those of bench/options.ts (seconds), `--state <folder>` for another running stack,
 * `--json <file>` to keep the figures as they were measured.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { ...WINDOW_OPTIONS, state: { type: 'string' }, json: { type: 'string' } },
  });
  const target = values.state ? targetOf(ROOT, resolve(values.state)) : localTarget();
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${availableParallelism()} cores, load average before: ${load}\n`);
  const measurement = await measure(target, readWindows(values));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(measurement, null, 1)}\n`);
  console.log(flowReport(measurement));
  process.exit(measurement.faults.length === 0 ? 0 : 1);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
