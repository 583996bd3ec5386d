import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import type { CaseFile } from '../entities';
import { organisationNames } from '../records/directory';
import { findTaskForm } from '../records/task-forms';
import { type OpenTask, taskModel } from './open-tasks';
import { CASE_ADMINISTRATOR, visibleOpenCases } from './visibility';

/** Who is shown them, and can help. */
export const STUCK_ROLES = [CASE_ADMINISTRATOR];

/** So many of the oldest cases under way are looked at. */
const CASES_AT_MOST = 1000;

/**
 * Why nobody can do a task: the person it names or who claimed it has no account in use or does not
 * belong there any more, or nobody of its organisations has one.
 */
export type WhyStuck = 'NAMED' | 'CLAIMED' | 'NOBODY';

/** An open task that nobody can do as it stands. */
export interface StuckTask {
  key: string;
  name: string;
  why: WhyStuck;
  /** login name, where it waits for a person */
  person: string | null;
  organisations: string[];
  caseId: string;
  /** of the case */
  number: string;
  title: string;
  createdAt: Date;
  href: string;
}

/**
 * Open tasks that nobody can do, of the cases that the caller may see: of the thousand oldest of them
 * under way. Who is who Keycloak says now.
 * @throws E-00-53 while Keycloak does not answer
 */
export async function stuckTasks(
  deps: Pick<Deps, 'db' | 'feed' | 'releases' | 'people'>,
  caller: Caller,
): Promise<StuckTask[]> {
  const cases = await visibleOpenCases(deps.db.manager, caller, CASES_AT_MOST);
  const byRoot = new Map(cases.map((file) => [file.processInstanceKey ?? '', file]));
  const tasks = await deps.feed.openTasks({ roots: [...byRoot.keys()] });
  const isIn = whoIsWhere(deps);
  const stuck: StuckTask[] = [];
  for (const task of tasks) {
    const file = byRoot.get(task.rootKey);
    const model = file && taskModel(await deps.releases.byId(file.releaseId), task);
    if (!model) continue;
    const found = await whyStuck(deps, isIn, { task, model });
    if (found) stuck.push(item({ task, model }, file, found));
  }
  const ids = stuck.flatMap(({ organisations }) => organisations);
  const names = await organisationNames(deps.db.manager, ids);
  return stuck.map((one) => {
    return { ...one, organisations: one.organisations.map((id) => names.get(id) ?? id) };
  });
}

interface Whereabouts {
  /** somebody's account is in use, and they belong to one of these organisations */
  person(username: string, organisations: string[]): Promise<boolean>;
  /** somebody of these organisations has an account in use */
  anybody(organisations: string[]): Promise<boolean>;
}

/** Asks Keycloak once about each. */
function whoIsWhere({ people }: Pick<Deps, 'people'>): Whereabouts {
  const known = new Map<string, Promise<boolean>>();
  const hasSomebody = (organisation: string) => {
    const asked = known.get(organisation) ?? people.hasSomebody(organisation);
    known.set(organisation, asked);
    return asked;
  };
  return {
    async person(username, organisations) {
      const person = await people.find(username);
      return (
        person?.enabled === true && organisations.some((o) => person.organisations.includes(o))
      );
    },
    async anybody(organisations) {
      return (await Promise.all(organisations.map(hasSomebody))).includes(true);
    },
  };
}

async function whyStuck(
  { db }: Pick<Deps, 'db'>,
  isIn: Whereabouts,
  { task, model }: OpenTask,
): Promise<{ why: WhyStuck; person: string | null } | null> {
  const { candidateGroups, assignee } = task;
  const { named } = model.properties;
  const shown = named ? await findTaskForm(db.manager, task.elementInstanceKey) : null;
  const person = named ? shown?.[named] : null;
  if (typeof person === 'string' && !(await isIn.person(person, candidateGroups)))
    return { why: 'NAMED', person };
  if (assignee && !(await isIn.person(assignee, candidateGroups)))
    return { why: 'CLAIMED', person: assignee };
  return (await isIn.anybody(candidateGroups)) ? null : { why: 'NOBODY', person: null };
}

function item(
  { task, model }: OpenTask,
  file: CaseFile,
  found: { why: WhyStuck; person: string | null },
): StuckTask {
  return {
    ...{ key: task.key, name: model.name, ...found, organisations: task.candidateGroups },
    ...{ caseId: file.id, number: file.number, title: file.title },
    ...{ createdAt: new Date(task.createdAt), href: `/cases/${file.id}` },
  };
}
