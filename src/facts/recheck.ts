import type { Deps } from '../deps';
import { type Caller, personOrganisation } from '../domain/identity';
import { Attachment, type CaseFile } from '../entities';
import { startFormOf } from '../models/start-form';
import { joinPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';
import { caseFacts } from './case';
import { resolveReferences } from './references';
import { relatedCases } from './related';
import { countDuplicates, type Facts, submissionFacts } from './submission';

/** Facts of a case as they would be were it handed in now; `case` says how far it has come. */
export async function factsAnew(
  deps: Pick<Deps, 'db' | 'clock' | 'people' | 'vault'>,
  release: ReleaseView,
  file: CaseFile,
): Promise<Facts> {
  const db = deps.db.manager;
  const process = release.models.processes[file.processId];
  const form = startFormOf(release.models, file.processId);
  if (!process || !form) throw new Error(`${file.processId} has no start form`);
  const attachments = await db.find(Attachment, {
    where: { caseId: file.id, round: file.round },
    order: { uploadedAt: 'ASC', id: 'ASC' },
  });
  const now = await deps.clock.now();
  const entered = {
    masked: file.data,
    refs: await resolveReferences(form, joinPersonalData(file, deps.vault), {
      ...{ db, now, vault: deps.vault },
    }),
    attachmentKinds: attachments.map((a) => a.kind ?? ''),
  };
  const others = {
    round: file.round,
    firstSubmittedAt: file.createdAt,
    duplicates: await countDuplicates(db, process, file.naturalKey, file.id),
    related: await relatedCases(db, file.subject, file.id),
    case: await caseFacts(db, file, now),
  };
  return submissionFacts(deps, release, process, entered, await submitter(deps, file), others);
}

/** Who handed the case in, with the roles of today. */
async function submitter({ people }: Pick<Deps, 'people'>, file: CaseFile): Promise<Caller> {
  const username = file.applicantUser;
  const organisation = file.applicantOrganisation;
  const person = await people.find(username);
  const organisations =
    organisation && organisation !== personOrganisation(username) ? [organisation] : [];
  return { username, name: person?.name ?? username, organisations, roles: person?.roles ?? [] };
}
