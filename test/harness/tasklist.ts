import { openTasklist } from '../../stand-in/tasklist';
import { runtime, waitFor } from './client';

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
