import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import { actingOrganisation, type Caller, personOrganisation } from '../domain/identity';
import { accountForm } from '../domain/normal-form';
import type { CaseFile } from '../entities';
import { type Refusal, refusal, refuse } from '../errors';
import type { NamedPerson } from '../facts/named';
import { findOrganisation } from '../records/directory';
import { sendNotices } from '../records/notices';
import { findTaskForm, keepTaskForm } from '../records/task-forms';
import { wordMessage } from '../wording/messages';
import { type Administering, judgeAdministering } from './administer';
import { actFreely, type FreeAct } from './free-act';
import { told } from './inbox/task';
import { type OpenTask, openTasks } from './open-tasks';
import type { Origin } from './origin';
import { visibleCase } from './visibility';

/** What the decisions about acts are asked about. */
const REASSIGN = 'REASSIGN';
/** Message of `common-messages`. */
const TASK_REASSIGNED = 'TASK_REASSIGNED';

/** Who is to do an open task from now on, and why. */
export interface Reassignment {
  /** key of the task */
  task: string;
  /** organisation; none: the one that has it */
  organisation?: string | undefined;
  /** login name; none: whoever of the organisation */
  person?: string | undefined;
  reason?: string | undefined;
}

/**
 * Gives an open task to another person or organisation than the diagram, a form or a claim did (改派).
 * A task for one named person (property `named`) is from then on for the other one.
 * @throws E-00-22 to strangers and for a task that is not open on this case; E-00-15, E-00-16 for whom
 *   and what nobody knows; else the codes of the decisions
 */
export async function reassign(
  deps: Deps,
  caseId: string,
  to: Reassignment,
  caller: Caller,
  origin: Origin,
): Promise<void> {
  const file = await visibleCase(deps.db.manager, caseId, caller);
  const release = await deps.releases.byId(file.releaseId);
  const open = (await openTasks(deps, file, release)).find(({ task }) => task.key === to.task);
  if (!open) throw refuse('E-00-22');
  const wanted = await wantedOf(deps, open, to);
  const { groups, assignee } = wanted;
  const reassignment: FreeAct = {
    ...{ act: REASSIGN, outcome: 'REASSIGNED', action: 'task.reassigned', opinion: to.reason },
    detail: {
      ...{ task: to.task, element: open.task.elementId, from: open.task.candidateGroups },
      ...{ before: { assignee: open.task.assignee }, organisations: groups, person: assignee },
    },
    organisationOf: (_, person) => actingOrganisation(person) ?? '-',
    judge: (tx, known, person, now) =>
      judgeAdministering(deps, tx, known, person, wanted.asked, now),
    async effect(tx, known, now) {
      await nameInstead(deps, tx, known, open, assignee);
      if (!(await deps.engine.reassignTask(to.task, { groups, assignee }))) throw refuse('E-00-03');
      const wording = await wordMessage(release, known, TASK_REASSIGNED, open.model.name);
      const personal = assignee ? [personOrganisation(assignee)] : [];
      const recipients = [...groups, ...open.task.candidateGroups, ...personal];
      await sendNotices(tx, known, TASK_REASSIGNED, wording, recipients, now, deps.config);
    },
  };
  await actFreely(deps, caseId, caller, reassignment, origin);
  await told(
    deps,
    to.task,
    (task) =>
      task === undefined ||
      (task.assignee === assignee && groups.every((group) => task.candidateGroups.includes(group))),
  );
}

/** What is asked of the decisions, and what the engine is to be told. */
async function wantedOf(
  deps: Pick<Deps, 'db' | 'people'>,
  { task, model }: OpenTask,
  { organisation, person, reason }: Reassignment,
): Promise<{ asked: Administering; groups: string[]; assignee: string | null }> {
  const [from = ''] = task.candidateGroups;
  const to = organisation ?? from;
  const unknown: Refusal[] = [];
  if (organisation && !(await findOrganisation(deps.db, organisation)))
    unknown.push(refusal('E-00-16', { field: 'organisation' }));
  const user = accountForm(person ?? '') || null;
  const found = user ? await deps.people.find(user) : null;
  if (user && !found?.enabled) unknown.push(refusal('E-00-15', { field: 'person' }));
  const people: NamedPerson[] = user
    ? [
        {
          ...{ field: 'person', label: '改派给', user, found: found?.enabled === true, row: null },
          organisations: found?.enabled ? found.organisations : [],
        },
      ]
    : [];
  const given = {
    ...{ task: model.act ?? '', from, organisation: to },
    // a fact that is not there is null to a decision
    ...(user ? { person: user } : {}),
    ...(model.properties.named ? { named: true } : {}),
    ...(reason ? { opinion: reason } : {}),
  };
  return {
    asked: { act: REASSIGN, heldBy: task.processId, given, people, unknown },
    groups: to === from ? task.candidateGroups : [to],
    assignee: user,
  };
}

/** Where a task is for one person by name, puts the other one there: for the diagram and for the form. */
async function nameInstead(
  deps: Pick<Deps, 'engine'>,
  tx: EntityManager,
  file: CaseFile,
  { task, model }: OpenTask,
  person: string | null,
): Promise<void> {
  const { named } = model.properties;
  if (!named || !person) return;
  const { elementInstanceKey } = task;
  if (!(await deps.engine.setVariables(elementInstanceKey, { [named]: person })))
    throw refuse('E-00-03');
  const shown = await findTaskForm(tx, elementInstanceKey);
  const data = { ...shown, [named]: person };
  if (shown) await keepTaskForm(tx, { elementInstanceKey, caseId: file.id, data });
}
