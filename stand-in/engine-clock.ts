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
 * time comes again; and a killed broker comes back with the clock of its last snapshot.
 */
export async function settleEngineClock(managementUrl: string, movedBack: boolean): Promise<void> {
  if (movedBack) await wakeEngine(managementUrl);
  await operate(managementUrl, 'takeSnapshot');
}

/** Pauses and resumes the engine: it looks anew at all that is due. */
export async function wakeEngine(managementUrl: string): Promise<void> {
  await operate(managementUrl, 'pauseProcessing');
  await operate(managementUrl, 'resumeProcessing');
}

async function operate(managementUrl: string, operation: string): Promise<void> {
  const url = `${managementUrl}/actuator/partitions/${operation}`;
  const response = await fetch(url, { method: 'POST' });
  if (!response.ok) throw new Error(`the broker answers ${response.status} to ${operation}`);
  await response.body?.cancel();
}
