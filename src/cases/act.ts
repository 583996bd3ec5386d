import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import type { CaseFile } from '../entities';
import { codesOf, RefusedError, refuse } from '../errors';
import { givenIn, judgeAct, refusedAct } from '../facts/acts';
import { namedPeople, unknownPeople } from '../facts/named';
import { objectionsIn, wrongObjections } from '../facts/objections';
import { type FormCheck, fieldRefusals } from '../forms/check';
import { readsOf } from '../models/feel';
import type { FormModel, Labels, UserTaskModel } from '../models/read';
import { appendAudit } from '../records/audit';
import { keepAct } from '../records/judgements';
import { holdSending, keepSending, TakenBefore } from '../records/sendings';
import { findTaskForm } from '../records/task-forms';
import { bearWitness, forgetGiven, WITNESS } from '../records/witnesses';
import { remarkable } from '../wording/objection-fields';
import { meantBy, type OpenTask, openTasks } from './open-tasks';
import type { Origin } from './origin';

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
  origin: Origin,
): Promise<void> {
  const release = await deps.releases.byId(file.releaseId);
  const open = (await openTasks(deps, file, release)).filter((t) => t.model.act === act);
  await perform(deps, file, { act, open }, caller, entered, origin);
}

/**
 * Does what one open task of a case asks for, in the same way.
 * @throws RefusedError as `actOnCase` does
 */
export async function actOnTask(
  deps: Deps,
  file: CaseFile,
  open: OpenTask,
  caller: Caller,
  entered: Record<string, unknown>,
  origin: Origin,
): Promise<void> {
  const act = open.model.act ?? '';
  await perform(deps, file, { act, open: [open] }, caller, entered, origin);
}

async function perform(
  deps: Deps,
  file: CaseFile,
  { act, open: offered }: { act: string; open: OpenTask[] },
  caller: Caller,
  entered: Record<string, unknown>,
  { requestId, sending }: Origin,
): Promise<void> {
  const release = await deps.releases.byId(file.releaseId);
  // rights are read fresh: a token may be older than a removal
  const person = await deps.people.find(caller.username);
  if (!person) throw refuse('E-00-20');
  const open = meantBy(person, offered);
  const now = await deps.clock.now();
  const form = release.models.forms[open?.model.formId ?? ''];
  const { labels } = release.models;
  const checked = open && form ? await checkEntered(deps, labels, form, open, entered) : undefined;
  const people = await namedPeople(deps, form, checked?.judged ?? {});
  const judgement = await judgeAct(deps, deps.db.manager, file, {
    name: act,
    person,
    heldBy: open?.task.processId ?? null,
    candidateGroups: open?.task.candidateGroups ?? null,
    // without its form nobody knows what of it is personal
    given: form && checked ? givenIn(form, checked.judged) : {},
    people,
    at: now,
  });
  // of what no decision could read, the form has the word
  if (judgement.entitled && checked && checked.withheld.length > 0 && checked.errors.length > 0)
    throw new RefusedError(422, fieldRefusals(checked.errors));
  const unknown = unknownPeople(people);
  if (judgement.entitled && unknown.length > 0) throw new RefusedError(422, unknown);
  const objections = objectionsIn(checked?.judged ?? {});
  const db = deps.db.manager;
  const about = objections.length > 0 ? await remarkable(db, release.models, file) : [];
  const wrong = wrongObjections(objections, about);
  if (judgement.entitled && wrong.length > 0) throw new RefusedError(422, wrong);
  if (judgement.refusals.length > 0) {
    await deps.db.transaction(async (tx) => {
      await keepAct(tx, file, now, judgement);
      await appendAudit(tx, {
        caseId: file.id,
        at: now,
        actor: {
          user: person.username,
          name: person.name,
          organisation: person.organisations[0] ?? '-',
        },
        action: 'act.refused',
        entity: `case:${file.id}`,
        detail: { act, code: codesOf(judgement.refusals) },
        requestId,
      });
    });
    throw refusedAct(judgement);
  }
  if (!open) throw refuse('E-00-03');
  if (!checked) throw new Error(`${open.model.id} has no form`);
  const { accepted, errors } = checked;
  if (errors.length > 0) throw new RefusedError(422, fieldRefusals(errors));
  const { key, assignee } = open.task;
  const has = assignee === person.username || (await deps.engine.claimTask(key, person.username));
  // a colleague or the timer was quicker than the feed, which is a moment behind
  if (!has) throw refuse('E-00-03');
  const witness = await bearWitness(deps.db.manager, deps.vault, {
    ...{ task: key, person: person.username, given: accepted, at: now, requestId },
  });
  const variables = { ...forDiagram(open.model, accepted), ...witness };
  const notTaken = () => forgetGiven(deps.db.manager, witness[WITNESS] ?? '');
  const isDone = await deps.db
    .transaction(async (tx) => {
      await holdSending(tx, sending);
      const took = await deps.engine.completeTask(key, variables);
      if (took) await keepSending(tx, sending, { caseId: file.id }, now);
      return took;
    })
    .catch(async (error) => {
      if (error instanceof TakenBefore) await notTaken();
      throw error;
    });
  if (isDone) return;
  await notTaken();
  throw refuse('E-00-03');
}

/**
 * Of what the form held, what the diagram reads at the end of its task; all else goes into the record
 * only. Diagrams of before hand everything on to the step that records it.
 */
function forDiagram(
  { outputs, properties }: UserTaskModel,
  accepted: Record<string, unknown>,
): Record<string, unknown> {
  if (!properties.result) return accepted;
  const read = readsOf(outputs);
  return Object.fromEntries(Object.entries(accepted).filter(([name]) => read.has(name)));
}

/** What the task's form makes of what was entered, where it had been filled with what the task shows. */
async function checkEntered(
  deps: Deps,
  labels: Labels,
  { schema }: FormModel,
  { task }: OpenTask,
  entered: Record<string, unknown>,
): Promise<FormCheck> {
  const shown = await findTaskForm(deps.db.manager, task.elementInstanceKey);
  return deps.forms.check(labels, schema, entered, shown ?? {});
}
