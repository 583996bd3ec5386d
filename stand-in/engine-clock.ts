import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The broker's management address, where a local stack runs on this state folder. */
export function brokerManagement(stateDir: string): string | undefined {
  const runtime = join(stateDir, 'runtime.json');
  if (!existsSync(runtime)) return undefined;
  const { ports } = JSON.parse(readFileSync(runtime, 'utf8')) as { ports: Record<string, number> };
  return `http://127.0.0.1:${ports.brokerManagement}`;
}

/**
 * Makes a clock that was just set hold, through the broker's management port. Camunda 8.6.0 leaves
 * two things undone: moved back, its check for jobs that a dead worker holds sleeps until the later
 * time comes again (pausing and resuming wakes it); and a killed broker comes back with the clock of
 * its last snapshot.
 */
export async function settleEngineClock(managementUrl: string, movedBack: boolean): Promise<void> {
  const wake = movedBack ? ['pauseProcessing', 'resumeProcessing'] : [];
  for (const operation of [...wake, 'takeSnapshot']) {
    const url = `${managementUrl}/actuator/partitions/${operation}`;
    const response = await fetch(url, { method: 'POST' });
    if (!response.ok) throw new Error(`the broker answers ${response.status} to ${operation}`);
    await response.body?.cancel();
  }
}
