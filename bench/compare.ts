import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { ROOT } from '../stack/lib/settings';
import { type Checkout, commitOf, installInto, openCheckout } from './checkout';
import { type Comparison, compareReport, type Round } from './compare-report';
import { measure, type Windows } from './measure';
import { memoryOf } from './memory';
import { readWindows, WINDOW_OPTIONS, WINDOW_USAGE } from './options';
import { startOther } from './other-stack';

const USAGE = `npm run bench:compare -- --against <git ref or folder of a checkout> [--rounds n]
  [--port-base n] [--json file] ${WINDOW_USAGE}`;

/** Below the range from which the system takes ports for outgoing connections. */
const PORT_BASE = process.env.ZJF_BENCH_PORT_BASE ?? '28600';
/** Between the two stacks' ports: one need not wait for the other's to be free. */
const PORTS_APART = 1000;

/**
 * `npm run bench:compare`: measures this checkout against another commit in one run on one machine,
 * in turn (other, this, other, this …), each time with a fresh stack and with this checkout's
 * client, and prints both with their ratios.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...WINDOW_OPTIONS,
      against: { type: 'string' },
      rounds: { type: 'string', default: '2' },
      'port-base': { type: 'string', default: PORT_BASE },
      json: { type: 'string' },
    },
  });
  if (!values.against) throw new Error(USAGE);
  const windows = readWindows(values);
  const breakOff = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => breakOff.abort(new Error('broken off')));
  const other = openCheckout(values.against);
  try {
    installInto(other);
    const comparison = await compare(other, windows, {
      rounds: Number(values.rounds),
      portBase: Number(values['port-base']),
      signal: breakOff.signal,
      each: (so) => values.json && writeFileSync(values.json, JSON.stringify(so, null, 1)),
    });
    const cpu = cpus()[0]?.model.trim();
    console.log(`\n${availableParallelism()} cores (${cpu}), rounds of each: ${values.rounds}\n`);
    console.log(compareReport(comparison));
    const all = [...comparison.against.rounds, ...comparison.this.rounds];
    process.exitCode = all.some(({ faults }) => faults.length > 0) ? 1 : 0;
  } finally {
    other.remove();
  }
}

interface Settings {
  rounds: number;
  portBase: number;
  signal: AbortSignal;
  /** Told after every round what there is so far. */
  each(comparison: Comparison): void;
}

async function compare(
  other: Checkout,
  windows: Windows,
  { rounds, portBase, signal, each }: Settings,
): Promise<Comparison> {
  const comparison: Comparison = {
    against: { title: other.title, rounds: [] },
    this: { title: commitOf(ROOT), rounds: [] },
  };
  for (let round = 1; round <= rounds; round += 1) {
    const sides = [
      { side: comparison.against, root: other.root, ports: portBase },
      { side: comparison.this, root: ROOT, ports: portBase + PORTS_APART },
    ];
    for (const { side, root, ports } of sides) {
      const load = loadavg()[0]?.toFixed(1);
      console.error(`round ${round} of ${rounds}: ${side.title}, load before ${load}`);
      side.rounds.push(await measureFresh(root, ports, windows, signal));
      each(comparison);
    }
  }
  return comparison;
}

/** Starts a stack, measures it, and stops it whatever happens. */
async function measureFresh(
  root: string,
  portBase: number,
  windows: Windows,
  signal: AbortSignal,
): Promise<Round> {
  const stack = await startOther(root, portBase, signal);
  try {
    const start = { seconds: stack.seconds, memory: memoryOf(stack.target.parts) };
    const measured = await Promise.race([measure(stack.target, windows), aborted(signal)]);
    return { ...measured, start };
  } finally {
    await stack.stop();
  }
}

/** Fails when the signal comes. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
