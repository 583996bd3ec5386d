import { openTasklist } from '../stand-in/tasklist';
import type { Settings } from '../stand-in/tokens';

const LOOK_EVERY_MS = 150;
const PATIENCE_MS = 120_000;

/** Sees tasks in Tasklist as the people see them who decide there. */
export interface TasklistObserver {
  /** @returns when the task was first seen in Tasklist, also where that was before the call */
  until(key: string): Promise<number>;
  stop(): Promise<void>;
}

/** Logs people in to Tasklist and looks at their open tasks, newest first, again and again. */
export async function observeTasklist(
  settings: Settings,
  people: string[],
): Promise<TasklistObserver> {
  const sessions = [];
  // One after the other: Keycloak takes several log-ins at once for an attack.
  for (const who of people) sessions.push(await openTasklist(settings, who));
  const firstSeen = new Map<string, number>();
  let running = true;
  let failure: unknown;
  const loops = sessions.map(async (session) => {
    while (running && !failure) {
      try {
        const tasks = await session.tasks();
        const at = Date.now();
        for (const { id } of tasks) if (!firstSeen.has(id)) firstSeen.set(id, at);
      } catch (error) {
        failure = error;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  });
  return {
    async until(key) {
      const since = Date.now();
      for (;;) {
        const at = firstSeen.get(key);
        if (at !== undefined) return at;
        if (failure) throw failure;
        if (Date.now() - since > PATIENCE_MS)
          throw new Error(`task ${key} was not seen in Tasklist`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS / 3));
      }
    },
    async stop() {
      running = false;
      await Promise.all(loops);
    },
  };
}
