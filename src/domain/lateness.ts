/** A task's due time is the last second in time, as people read it: 23:59:59. */
const LAST_SECOND_MS = 1000;

/**
 * The first instant after a task's time.
 * @param dueAt the last second in time, as the engine has it
 */
export function endOfTime(dueAt: string | Date): Date {
  return new Date(new Date(dueAt).getTime() + LAST_SECOND_MS);
}

/** Is a task's time over at an instant? One without a due time never is. */
export function isOver(dueAt: string | null, at: Date): boolean {
  return dueAt !== null && at >= endOfTime(dueAt);
}
