import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import type { CaseFile } from '../entities';
import { type Refusal, refusal } from '../errors';
import { caseFacts } from './facts';

/** Somebody who acts, or did, in a user task. */
export interface ActingPerson {
  username: string;
  organisations: string[];
  roles: string[];
  enabled: boolean;
}

/**
 * May this person do this act on this case? Asked before an act through the API and after one
 * through any other door. Membership is checked here in any case (the real lock, GR-03); which code
 * a refusal carries, and what else the act needs, is the `acts` decision of the case's release.
 * @param candidateGroups of the open task; null when no task for the act is open
 * @returns the refusal, or null
 */
export async function judgeAct(
  deps: Pick<Deps, 'releases'>,
  db: EntityManager,
  file: CaseFile,
  act: string,
  person: ActingPerson,
  candidateGroups: string[] | null,
  at: Date,
): Promise<Refusal | null> {
  const entitled =
    person.enabled && (candidateGroups ?? []).some((group) => person.organisations.includes(group));
  const applicantGroup = file.applicantOrganisation ?? '';
  const isApplicant =
    person.username === file.applicantUser || person.organisations.includes(applicantGroup);
  // nobody decides on the own submission, unless the task is meant for the applicant
  const ownCase = isApplicant && !(candidateGroups ?? []).includes(applicantGroup);
  const release = await deps.releases.byId(file.releaseId);
  const process = release.models.processes[file.processId];
  if (!process?.acts) throw new Error(`${file.processId} declares no acts decision`);
  const { output } = await release.evaluate(process.acts, {
    act,
    actor: {
      user: person.username,
      organisations: person.organisations,
      roles: person.roles,
      entitled,
      isApplicant,
    },
    case: await caseFacts(db, file, at),
    task: { open: candidateGroups !== null },
  });
  const judged = output as Partial<Refusal> | null;
  if (judged?.code)
    return { code: judged.code, zh: judged.zh ?? judged.code, en: judged.en ?? judged.code };
  if (candidateGroups !== null && (!entitled || ownCase)) return refusal('E-00-01');
  return null;
}
