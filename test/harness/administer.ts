import { codes, openTasksOf, waitTask } from './cases';
import { as, waitFor } from './client';
import { newPerson } from './people';

/** Why an administrator of a test does something. */
export const REASON = '原办理人员已离职。';

/** Somebody of an organisation who reassigns tasks and ends cases, of one test alone. */
export const administrator = (organisation: string): Promise<string> =>
  newPerson({ name: '案管员', roles: ['reviewer', 'case-admin'], organisations: [organisation] });

/** A task that nobody can do, as the list of an administrator has it. */
export interface Stuck {
  key: string;
  caseId: string;
  why: string;
  person: string | null;
}

/** What the list of an administrator says of a case. */
export async function stuckOf(who: string, id: string): Promise<Stuck[]> {
  const { items } = (await (await as(who)).get('/api/reports/stuck-tasks').expect(200)).body;
  return items.filter(({ caseId }: Stuck) => caseId === id);
}

/** The key of the one open task of a case, once it is for an act. */
export function openTask(id: string, act: string): Promise<string> {
  return waitFor(`one open task ${act} of case ${id}`, async () => {
    await waitTask(id, act);
    // done meanwhile, it is gone, and the next may not be there yet
    const [task] = await openTasksOf(id);
    return task?.key;
  });
}

/** Reassigns the open task of a case; gives status and codes. */
export async function reassign(id: string, who: string, to: object): Promise<[number, string[]]> {
  const [task] = await openTasksOf(id);
  const body = { task: task?.key, reason: REASON, ...to };
  const answer = await (await as(who)).post(`/api/cases/${id}/reassignment`, body);
  return [answer.status, codes(answer)];
}

/** Ends a case; gives status and codes. */
export async function terminate(
  id: string,
  who: string,
  body: object = { reason: REASON },
): Promise<[number, string[]]> {
  const answer = await (await as(who)).post(`/api/cases/${id}/termination`, body);
  return [answer.status, codes(answer)];
}
