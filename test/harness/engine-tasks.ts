import { readModelFolders } from '../../src/models/read';
import { WITNESS } from '../../src/records/witnesses';
import { openTasksOf, sql, waitTask } from './cases';
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
 * Assigns and completes a task through the engine's own interface, with a witness as if one of our doors
 * had let it through: what comes of an act that is judged only when it is recorded. Gives the task's key.
 */
export async function completeInEngine(
  caseId: string,
  act: string,
  who: string,
  fields: object,
): Promise<string> {
  const key = await assigned(caseId, act, who);
  await completed(key, { ...fields, ...(await witnessOf(key, who)) });
  return key;
}

/** Somebody not entitled decides past every door of ours; then the task is there again. */
export async function decidedByStranger(
  ...[id, name, who, fields]: Parameters<typeof completeInEngine>
): Promise<void> {
  const done = await completeInEngine(id, name, who, fields);
  await waitFor(`${name} offered again`, async () => (await taskKey(id, name)) !== done);
}

/** The same of a task by its key, where somebody may have it already. */
export async function completeTask(key: string, who: string, fields: object): Promise<void> {
  await engine(`user-tasks/${key}/assignment`, { assignee: who });
  await completed(key, { ...fields, ...(await witnessOf(key, who)) });
}

/** The same past every door of ours, as somebody could who reached the engine. */
export async function completeUnseen(
  caseId: string,
  act: string,
  who: string,
  fields: object,
): Promise<string> {
  const key = await assigned(caseId, act, who);
  await completed(key, fields);
  return key;
}

/** What a door sends with a completion that it lets through. */
export async function witnessOf(task: string, person: string): Promise<Record<string, string>> {
  const [witness] = await sql<{ id: string }>(
    `insert into act_witness (id, user_task_key, person, at, request_id)
     values (gen_random_uuid(), $1, $2, now(), 'test') returning id`,
    [task, person],
  );
  return { [WITNESS]: witness?.id ?? '' };
}

function assigned(caseId: string, act: string, who: string): Promise<string> {
  return waitFor(`${act} to be assigned`, async () => {
    const found = await taskKey(caseId, act);
    const { status } = await engine(`user-tasks/${found}/assignment`, { assignee: who });
    return status === 204 && found;
  });
}

async function completed(key: string, variables: object): Promise<void> {
  const answer = await engine(`user-tasks/${key}/completion`, { variables });
  if (answer.status !== 204) throw new Error(`task ${key}: ${JSON.stringify(answer)}`);
}
