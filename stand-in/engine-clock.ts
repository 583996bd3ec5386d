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
