import type { Deps } from '../deps';
import { type Caller, ownOrganisations, personOrganisation } from '../domain/identity';
import { CaseFile } from '../entities';
import { RefusedError, refuse } from '../errors';
import type { SubmissionHistory } from '../facts/submission';
import { enteredAnew } from '../records/carry-over';
import { lockCase } from '../records/case-lock';
import { enqueue } from '../records/outbox';
import { releasesSettled } from '../records/release-turn';
import { holdSending, keepSending } from '../records/sendings';
import { dataChanges, type RoundChange } from '../wording/round-changes';
import { bindAttachments } from './attachments';
import { carriedOver } from './carried-over';
import {
  checkSubmission,
  type Judged,
  judgeSubmission,
  type Others,
  requireSubmitter,
  type Submission,
  startable,
} from './check';
import type { Origin } from './origin';
import {
  applicantOf,
  foundBy,
  holdKeys,
  type KnownOf,
  knownBy,
  others,
  recordSubmission,
  startVariables,
  stillSo,
  takeNew,
} from './take';
import { visibleCase } from './visibility';

/**
 * Takes a new case in: checked, stored with its first audit event, and its start put into the
 * outbox, all or nothing.
 * @throws RefusedError with every refusal; TakenBefore where the same was taken at this moment
 */
export async function submitCase(
  deps: Deps,
  processId: string,
  caller: Caller,
  submission: Submission,
  origin: Origin,
): Promise<CaseFile> {
  const release = await deps.releases.current();
  const { process, form } = startable(release, processId);
  requireSubmitter(process, caller);

  const applicant = applicantOf(caller);
  const known = (entered: KnownOf) => knownBy({ process, form }, entered, applicant, null);
  let seen: Others | undefined;
  const checked = await checkSubmission(
    deps,
    release,
    processId,
    caller,
    submission,
    { round: 1 },
    async (accepted) => {
      seen = await others(deps.db.manager, known(accepted));
      return seen;
    },
  );
  const keys = known({ data: checked.entered.masked, people: checked.people });
  const passed = { submission, checked, keys, seen };
  const taking = { release, process, caller, applicant };
  const [file] = (await takeNew(deps, taking, [passed], origin)) ?? [];
  if (file) return file;
  if (!(await releasesSettled(deps.db))) throw refuse('E-00-58');
  return submitCase(deps, processId, caller, submission, origin);
}

/** What form and decisions would say to a new case. Stores nothing. */
export async function tryCase(
  deps: Deps,
  processId: string,
  caller: Caller,
  submission: Submission,
): Promise<Judged> {
  const release = await deps.releases.current();
  const { process, form } = startable(release, processId);
  requireSubmitter(process, caller);
  const applicant = applicantOf(caller);
  return judgeSubmission(deps, release, processId, caller, submission, { round: 1 }, (accepted) =>
    others(deps.db.manager, knownBy({ process, form }, accepted, applicant, null)),
  );
}

/**
 * What form and decisions of the case's own release would say to a correction, and what it would
 * change in the fields. Stores nothing.
 * @throws as `correctable`
 */
export async function tryCorrection(
  deps: Deps,
  caseId: string,
  caller: Caller,
  given: Submission,
): Promise<Judged & { changes: RoundChange[] }> {
  const file = await correctable(deps, caseId, caller);
  const release = await deps.releases.byId(file.releaseId);
  const { process, form } = startable(release, file.processId);
  const applicant = file.applicantOrganisation ?? personOrganisation(caller.username);
  const { submission, kept, unclear } = carriedOver(deps, form, file, given);
  const judged = await judgeSubmission(
    deps,
    release,
    file.processId,
    caller,
    submission,
    nextRound(file),
    (accepted) => others(deps.db.manager, knownBy({ process, form }, accepted, applicant, caseId)),
  );
  const { data, secrets } = judged.accepted;
  // told before it is handed in: whether what was typed is what is sealed is not to be found out so
  const typed = Object.keys(secrets).filter((name) => !kept.includes(name));
  const { labels } = release.models;
  const changes = dataChanges({ form, labels }, file.data, data, typed);
  return { ...judged, changes, refusals: unclear.length > 0 ? unclear : judged.refusals };
}

const nextRound = (file: CaseFile): SubmissionHistory => {
  return { round: file.round + 1, firstSubmittedAt: file.createdAt, corrects: file };
};

/**
 * A case that waits for the caller's correction.
 * @throws E-00-22 to strangers, E-00-21 to anyone else but the applicant; E-00-05 while the case is with others
 */
export async function correctable(
  { db }: Pick<Deps, 'db'>,
  caseId: string,
  caller: Caller,
): Promise<CaseFile> {
  const file = await visibleCase(db.manager, caseId, caller);
  if (!isApplicant(file, caller)) throw refuse('E-00-21');
  if (!file.awaitsCorrection) throw refuse('E-00-05');
  return file;
}

/**
 * Takes a corrected submission for a case that waits for one: next round, same case. Personal data
 * that was left masked, as it was shown, stays what it was.
 * @throws as `correctable`; E-00-45 for a masked value that cannot be told whose it is
 */
export async function correctCase(
  deps: Deps,
  caseId: string,
  caller: Caller,
  given: Submission,
  origin: Origin,
): Promise<CaseFile> {
  const file = await correctable(deps, caseId, caller);
  const release = await deps.releases.byId(file.releaseId);
  const { process, form } = startable(release, file.processId);
  const { submission, kept, unclear } = carriedOver(deps, form, file, given);
  if (unclear.length > 0) throw new RefusedError(422, unclear);
  const applicant = file.applicantOrganisation ?? personOrganisation(caller.username);
  const known = (entered: KnownOf) => knownBy({ process, form }, entered, applicant, caseId);
  let seen: Others | undefined;
  const checked = await checkSubmission(
    deps,
    release,
    file.processId,
    caller,
    submission,
    nextRound(file),
    async (accepted) => {
      seen = await others(deps.db.manager, known(accepted));
      return seen;
    },
  );
  const now = await deps.clock.now();
  const keys = known({ data: checked.entered.masked, people: checked.people });
  const taken = await deps.db.transaction(async (tx) => {
    await holdSending(tx, origin.sending);
    await holdKeys(tx, [keys]);
    if (!(await stillSo(tx, keys, seen))) return false;
    const locked = await lockCase(tx, caseId);
    if (!locked.awaitsCorrection || locked.round !== file.round) throw refuse('E-00-05');
    const before = { data: file.data, title: file.title };
    const anew = enteredAnew(checked.secrets, kept, file.secrets, deps.vault);
    Object.assign(file, {
      awaitsCorrection: false,
      statusReason: null,
      round: file.round + 1,
      marks: [],
      flags: [],
      data: checked.entered.masked,
      secrets: checked.secrets,
      people: checked.people,
      ...foundBy(keys, checked.intake.title, file.number),
      parties: { ...file.parties, ...checked.intake.parties, applicant },
    });
    await tx.save(CaseFile, file);
    await bindAttachments(tx, file, submission.attachments, caller, { applicant });
    await recordSubmission(tx, file, caller, checked, submission, origin, now, 'case.corrected', {
      corrected: { before, anew },
    });
    await keepSending(tx, origin.sending, { caseId }, now);
    await enqueue(tx, {
      message: 'case.corrected',
      correlationKey: caseId,
      variables: { ...startVariables(process, file, checked, now), requestId: origin.requestId },
      now,
    });
    return true;
  });
  return taken ? file : correctCase(deps, caseId, caller, given, origin);
}

/** Did an organisation of this caller hand the case in? Who did so and has left it is none of them. */
export function isApplicant(
  file: CaseFile,
  caller: Pick<Caller, 'username' | 'organisations'>,
): boolean {
  const applicant = file.applicantOrganisation ?? personOrganisation(file.applicantUser);
  return ownOrganisations(caller).includes(applicant);
}
