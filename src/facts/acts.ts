import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import type { CaseFile } from '../entities';
import { type Refusal, refusal, refusalsOf } from '../errors';
import type { FormModel } from '../models/read';
import { maskPersonalData } from '../records/personal-data';
import { caseFacts } from './case';

/** Somebody who acts, or did, in a user task. */
export interface ActingPerson {
  username: string;
  organisations: string[];
  roles: string[];
  enabled: boolean;
}

/** An act that somebody wants to do or did. */
export interface Act {
  /** the user task's property `act` */
  name: string;
  person: ActingPerson;
  /** of the open task; null when no task for the act is open */
  candidateGroups: string[] | null;
  /** what the form was filled in with, see `givenIn` */
  given: Record<string, unknown>;
  at: Date;
}

/** What was found about an act. */
export interface Judgement {
  /** none: the act counts */
  refusals: Refusal[];
  /** the person may do such an act on this case at all; if not, trying is a security event */
  entitled: boolean;
}

/**
 * May this person do this act on this case, as it was filled in? Asked before an act through the API
 * and after one through any other door. Membership is checked here in any case (the real lock,
 * GR-03); which code a refusal carries, and what else the act needs, is the `acts` decision of the
 * case's release.
 */
export async function judgeAct(
  deps: Pick<Deps, 'releases'>,
  db: EntityManager,
  file: CaseFile,
  act: Act,
): Promise<Judgement> {
  const { person, given } = act;
  const groups = act.candidateGroups ?? [];
  const member = person.enabled && groups.some((group) => person.organisations.includes(group));
  const applicantGroup = file.applicantOrganisation ?? '';
  const isApplicant =
    person.username === file.applicantUser || person.organisations.includes(applicantGroup);
  // nobody decides on the own submission, unless the task is meant for the applicant
  const ownCase = isApplicant && !groups.includes(applicantGroup);
  const release = await deps.releases.byId(file.releaseId);
  const process = release.models.processes[file.processId];
  if (!process?.acts) throw new Error(`${file.processId} declares no acts decision`);
  const { output } = await release.evaluate(process.acts, {
    act: act.name,
    actor: {
      user: person.username,
      organisations: person.organisations,
      roles: person.roles,
      entitled: member,
      isApplicant,
    },
    case: await caseFacts(db, file, act.at),
    task: { open: act.candidateGroups !== null },
    given,
  });
  const refusals = refusalsOf(output);
  const entitled = member && !ownCase;
  const missing = act.candidateGroups !== null && !entitled && refusals.length === 0;
  return { refusals: missing ? [refusal('E-00-01')] : refusals, entitled };
}

/**
 * What a task's form was filled in with, as decisions see it: personal data masked, and what was left
 * empty is not there.
 */
export function givenIn(
  form: FormModel | undefined,
  fields: Record<string, unknown>,
): Record<string, unknown> {
  const masked = form ? maskPersonalData(form, fields) : fields;
  return Object.fromEntries(Object.entries(masked).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
