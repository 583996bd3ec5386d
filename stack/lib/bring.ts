import type { Part } from './part';
import { isPortTaken } from './ready';
import { type Ports, portSetting } from './settings';

type Log = (line: string) => void;

/** Refuses to start over another program's port, naming the setting that moves ours. */
export async function checkPorts(parts: Part[], ports: Ports): Promise<void> {
  for (const { spec } of parts) {
    for (const name of spec.ports) {
      if (!(await isPortTaken(ports[name]))) continue;
      throw new Error(
        `Port ${ports[name]} is in use by another program, ${spec.title} needs it: ` +
          `set ${portSetting(name)} to a free port, or ZJF_PORT_BASE to move all ports.`,
      );
    }
  }
}

/** Starts a part, telling what it waits for and how long it took. */
export async function bring(part: Part, log: Log): Promise<void> {
  const begun = Date.now();
  log(`  starting ${part.spec.title} …`);
  const ticker = setInterval(() => {
    log(`  still waiting for ${part.spec.title}: ${part.waitingFor}`);
  }, 15_000);
  try {
    await part.start();
    log(`  ready    ${part.spec.title} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } finally {
    clearInterval(ticker);
  }
}

/** A part and the parts that must be ready before it. */
export type Needs = [part: Part | undefined, ...needs: (Part | undefined)[]];

/**
 * Starts all, as much at once as their needs allow; fails with the first failure, after `halt` has
 * ended what else was starting.
 */
export async function bringAll(plan: Needs[], log: Log, halt: () => void): Promise<void> {
  const begun = new Map<Part, Promise<void>>();
  const failures: unknown[] = [];
  const fail = (error: unknown) => {
    if (failures.push(error) === 1) halt();
    throw error;
  };
  for (const [part, ...needs] of plan) {
    if (!part) continue;
    const before = Promise.all(needs.map((need) => need && begun.get(need)));
    begun.set(part, before.then(() => bring(part, log)).catch(fail));
  }
  await Promise.allSettled(begun.values());
  if (failures.length) throw failures[0];
}
