import { readModelFolders } from '../../src/models/read';
import { openTasksOf, waitTask } from './cases';
import { engine, waitFor } from './client';
import { ROOT } from './models';

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
