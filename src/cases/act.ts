import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import type { UserTask } from '../engine';
import type { CaseFile } from '../entities';
import { codesOf, RefusedError, refuse } from '../errors';
import { fieldRefusals } from '../forms/check';
import type { Models, UserTaskModel } from '../models/read';
import { givenIn, judgeAct } from '../records/acts';
import { appendAudit } from '../records/audit';
import type { Caller } from '../records/identity';
import type { ReleaseView } from '../records/releases';

/** A task of a case that is open now, with what its model says of it. */
export interface OpenTask {
  task: UserTask;
  model: UserTaskModel;
  /** the element of the case's own diagram: of a called process, the call activity */
  shownAt: string;
}

/** Open tasks of a case, also those in the processes it calls. */
export async function openTasks(
  deps: Deps,
  file: CaseFile,
  release: ReleaseView,
): Promise<OpenTask[]> {
  if (!file.processInstanceKey || file.closedAt) return [];
  const instances = [
    { key: file.processInstanceKey, shownAt: null },
    ...(await calledInstances(deps.db.manager, file, release.models.processes)),
  ];
  const open = instances.map(async ({ key, shownAt }) => {
    const tasks = await deps.engine.tasks({ processInstanceKey: key, state: 'CREATED' });
    return tasks.flatMap((task) => {
      const models = release.models.processes[task.processId]?.userTasks ?? [];
      const model = models.find((m) => m.id === task.elementId);
      return model ? [{ task, model, shownAt: shownAt ?? task.elementId }] : [];
    });
  });
  return (await Promise.all(open)).flat();
}

/**
 * The newest instance behind each call activity that leads to user tasks, as its first job noted it.
 * `shownAt` is the call activity on the case's own diagram, however deep the task lies.
 */
async function calledInstances(
  db: EntityManager,
  file: CaseFile,
  processes: Models['processes'],
): Promise<{ key: string; shownAt: string }[]> {
  const calls = callsToTasks(processes, file.processId);
  if (calls.size === 0) return [];
  const rows: { element_id: string; job_key: string }[] = await db.query(
    `select distinct on (element_id) element_id, job_key from case_step
     where case_id = $1 and element_id = any($2)
     order by element_id, at desc, length(job_key) desc, job_key desc`,
    [file.id, [...calls.keys()]],
  );
  return rows.map(({ element_id, job_key }) => {
    return { key: job_key, shownAt: calls.get(element_id) ?? element_id };
  });
}

/** Call activities below a process that lead to user tasks, with the outermost one of each. */
function callsToTasks(
  processes: Models['processes'],
  processId: string,
  outermost?: string,
): Map<string, string> {
  const calls = new Map<string, string>();
  for (const { id, processId: called } of processes[processId]?.calls ?? []) {
    const below = callsToTasks(processes, called, outermost ?? id);
    const own = processes[called]?.userTasks ?? [];
    if (own.length > 0 || below.size > 0) calls.set(id, outermost ?? id);
    for (const [inner, shownAt] of below) calls.set(inner, shownAt);
  }
  return calls;
}

/**
 * Does an act on a case for a caller: the same form, the same decision and the same task as in
 * Tasklist, so that every door refuses alike and before anything happens.
 * @throws RefusedError with the codes of the rules; E-00-03 when the case does not wait for this act
 */
export async function actOnCase(
  deps: Deps,
  file: CaseFile,
  act: string,
  caller: Caller,
  entered: Record<string, unknown>,
  requestId: string,
): Promise<void> {
  const release = await deps.releases.byId(file.releaseId);
  const open = (await openTasks(deps, file, release)).find((t) => t.model.act === act);
  // rights are read fresh: a token may be older than a removal
  const person = await deps.people.find(caller.username);
  if (!person) throw refuse('E-00-20');
  const now = await deps.clock.now();
  const form = release.models.forms[open?.model.formId ?? ''];
  const { refusals } = await judgeAct(deps, deps.db.manager, file, {
    name: act,
    person,
    candidateGroups: open?.task.candidateGroups ?? null,
    // without its form nobody knows what of it is personal
    given: form ? givenIn(form, entered) : {},
    at: now,
  });
  if (refusals.length > 0) {
    await deps.db.transaction((tx) =>
      appendAudit(tx, {
        caseId: file.id,
        at: now,
        actor: {
          user: person.username,
          name: person.name,
          organisation: person.organisations[0] ?? '-',
        },
        action: 'act.refused',
        entity: `case:${file.id}`,
        detail: { act, code: codesOf(refusals) },
        requestId,
      }),
    );
    throw new RefusedError(refusals.some((r) => r.code === 'E-00-01') ? 403 : 409, refusals);
  }
  if (!open) throw refuse('E-00-03');
  if (!form) throw new Error(`${open.model.id} has no form`);
  const { accepted, errors } = await deps.forms.check(form.schema, entered);
  if (errors.length > 0) throw new RefusedError(422, fieldRefusals(errors));
  const done = await deps.engine.completeTask(open.task.key, person.username, accepted);
  // a colleague or the timer was quicker than the search, which is a moment behind
  if (!done) throw refuse('E-00-03');
}
