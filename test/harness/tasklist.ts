import { openTasklist } from '../../stand-in/tasklist';
import { runtime, waitFor } from './client';
import { taskKey } from './engine-tasks';

/** Tasklist as somebody's browser talks to it: session cookie and CSRF token, no screen. */
export const tasklist = (who: string) => openTasklist(runtime.env, who);

/** Variables of a task in Tasklist, whose own index is a moment behind the engine's. */
export async function inTasklist(who: string, key: string, names: string[]) {
  const session = await tasklist(who);
  return waitFor(`${names} of task ${key} in Tasklist`, async () => {
    const found = await session.variables(key, names);
    return names.every((name) => name in found) && found;
  });
}

/**
 * Claims and completes a task by calls to Tasklist's own API out of somebody's session, also where
 * the list would never show that task to them.
 */
export async function completeByHand(
  caseId: string,
  act: string,
  who: string,
  fields: Record<string, unknown>,
): Promise<void> {
  const key = await taskKey(caseId, act);
  const session = await tasklist(who);
  // Tasklist reads its own index, which is a moment behind the engine's
  await waitFor(`${who} to claim ${act}`, () => session.claim(key).then(() => true));
  await session.complete(key, fields);
}
