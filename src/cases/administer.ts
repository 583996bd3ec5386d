import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import type { CaseFile } from '../entities';
import { type Refusal, RefusedError } from '../errors';
import { type ActingPerson, judgeAct, refusedAct } from '../facts/acts';
import type { NamedPerson } from '../facts/named';
import { organisationNames } from '../records/directory';
import type { Administration } from '../web';
import type { FreeVerdict } from './free-act';
import type { OpenTask } from './open-tasks';

/** The act of ending a case, as the decisions about acts are asked about it. */
export const TERMINATE = 'TERMINATE';

/** What an administrator wants to do on a case, and why. */
export interface Administering {
  /** what the decisions about acts are asked about */
  act: string;
  /** id of the process whose diagram has the task that it is about */
  heldBy?: string;
  given: Record<string, unknown>;
  people?: NamedPerson[];
  /** what of it names nobody and nothing that there is: told only to who may do it */
  unknown?: Refusal[];
}

/** May this person do this act of an administrator on the case? `common-administration` says who, and when. */
export async function judgeAdministering(
  deps: Pick<Deps, 'releases'>,
  db: EntityManager,
  file: CaseFile,
  person: ActingPerson,
  { act: name, heldBy = '', given, people = [], unknown = [] }: Administering,
  at: Date,
): Promise<FreeVerdict> {
  const about = { heldBy: heldBy || null, candidateGroups: null };
  const act = { name, person, ...about, given, people, at };
  const judgement = await judgeAct(deps, db, file, act);
  if (!judgement.forbidden && unknown.length > 0)
    return { refused: new RefusedError(422, unknown), judgement };
  return { refused: judgement.refusals.length > 0 ? refusedAct(judgement) : null, judgement };
}

/** What of an administrator's acts the page of a case offers to this caller; undefined where nothing. */
export async function administration(
  deps: Pick<Deps, 'releases'>,
  db: EntityManager,
  file: CaseFile,
  caller: Caller,
  open: OpenTask[],
  now: Date,
): Promise<Administration | undefined> {
  if (file.closedAt || !file.processInstanceKey) return undefined;
  const person = { ...caller, enabled: true };
  // the reason is asked for later
  const asked = { act: TERMINATE, given: { opinion: '-' } };
  const { refused } = await judgeAdministering(deps, db, file, person, asked, now);
  if (refused) return undefined;
  const names = await organisationNames(
    db,
    open.flatMap(({ task }) => task.candidateGroups),
  );
  return {
    action: `/api/cases/${file.id}`,
    tasks: open.map(({ task, model }) => {
      const groups = task.candidateGroups.map((id) => names.get(id) ?? id);
      return { key: task.key, name: model.name, organisation: groups.join('、') };
    }),
  };
}
