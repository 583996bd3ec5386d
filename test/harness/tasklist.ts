import { readModelFolders } from '../../src/models/read';
import { openTasklist } from '../../stand-in/tasklist';
import { openTasksOf, waitTask } from './cases';
import { engine, runtime, waitFor } from './client';
import { ROOT } from './models';

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

/** Key of the open task of a case for an act, as the engine told the record. */
export async function taskKey(caseId: string, act: string): Promise<string> {
  await waitTask(caseId, act);
  const { processes } = await readModelFolders(ROOT);
  const tasks = Object.values(processes).flatMap((process) => process.userTasks);
  const elements = tasks.filter((t) => t.act === act).map((t) => t.id);
  return openTaskOf(caseId, elements);
}

/** Key of the open task of a case at one of some elements, in its own or a called process. */
export function openTaskOf(caseId: string, elements: string[]): Promise<string> {
  // one task may be gone before the next is there
  return waitFor(`an open task of ${elements}`, async () => {
    const open = await openTasksOf(caseId);
    return open.find((task) => elements.includes(task.elementId))?.key;
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

/**
 * Assigns and completes a task through the engine's own interface, past Tasklist and past us, as
 * somebody could who reached it. Gives the key of the task.
 */
export async function completeInEngine(
  caseId: string,
  act: string,
  who: string,
  fields: object,
): Promise<string> {
  const key = await waitFor(`${act} to be assigned`, async () => {
    const found = await taskKey(caseId, act);
    const { status } = await engine(`user-tasks/${found}/assignment`, { assignee: who });
    return status === 204 && found;
  });
  const completed = await engine(`user-tasks/${key}/completion`, { variables: fields });
  if (completed.status !== 204) throw new Error(`${act}: ${JSON.stringify(completed)}`);
  return key;
}
