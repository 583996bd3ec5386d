import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import {
  actingOrganisation,
  type Caller,
  ownOrganisations,
  personOrganisation,
} from '../domain/identity';
import { toShanghaiIso } from '../domain/working-days';
import { CaseFile } from '../entities';
import { RefusedError, refuse } from '../errors';
import { referredTo, relatedCases, standing, subjectOf } from '../facts/related';
import { countDuplicates, naturalKey, type SubmissionHistory } from '../facts/submission';
import { takesIntakeApart } from '../models/intake';
import type { FormModel, ProcessModel } from '../models/read';
import { appendAudit } from '../records/audit';
import { enteredAnew } from '../records/carry-over';
import { lockCase } from '../records/case-lock';
import { nextNumber } from '../records/case-number';
import { keepJudgement } from '../records/judgements';
import { enqueue } from '../records/outbox';
import { type Sealed, withPeople } from '../records/personal-data';
import { mayBeginUnder, releasesSettled } from '../records/release-turn';
import { caseSearch } from '../records/search';
import { holdSending, keepSending } from '../records/sendings';
import { dataChanges, type RoundChange } from '../wording/round-changes';
import { bindAttachments } from './attachments';
import { carriedOver } from './carried-over';
import {
  type Checked,
  checkSubmission,
  type Judged,
  judgeSubmission,
  type Others,
  requireSubmitter,
  type Submission,
  startable,
} from './check';
import { contentOf, requireUnchanged } from './draft-content';
import type { Origin } from './origin';
import { takeDraft } from './own-drafts';
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

  const applicant = actingOrganisation(caller) ?? personOrganisation(caller.username);
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
  const now = await deps.clock.now();
  const keys = known({ data: checked.entered.masked, people: checked.people });

  const file = await deps.db.transaction(async (tx) => {
    await holdSending(tx, origin.sending);
    if (!(await mayBeginUnder(tx, release.id, now))) return null;
    if (!(await stillSo(tx, keys, seen))) return null;
    const draft = submission.draft
      ? await takeDraft(tx, submission.draft, caller, (there) =>
          requireUnchanged(deps, tx, there, submission.draftEtag, () =>
            contentOf(deps, there.processId, caller, submission),
          ),
        )
      : null;
    const id = randomUUID();
    const number = await nextNumber(tx, process, now);
    const created = tx.create(CaseFile, {
      id,
      number,
      processId,
      flow: process.flow ?? processId,
      releaseId: release.id,
      processInstanceKey: null,
      status: 'SUBMITTED',
      statusReason: null,
      round: 1,
      marks: [],
      flags: [],
      parties: { ...checked.intake.parties, applicant },
      data: checked.entered.masked,
      secrets: checked.secrets,
      people: checked.people,
      ...foundBy(keys, checked.intake.title, number),
      applicantOrganisation: applicant,
      applicantUser: caller.username,
      awaitsCorrection: false,
      createdAt: now,
      closedAt: null,
    });
    await tx.insert(CaseFile, created as never);
    const drafted = (draft?.attachments ?? []).map((file) => file.id);
    await bindAttachments(tx, created, submission.attachments, caller, { fromDraft: drafted });
    await recordSubmission(tx, created, caller, checked, submission, origin, now, 'case.submitted');
    await keepSending(tx, origin.sending, { caseId: id }, now);
    await enqueue(tx, {
      message: process.startMessage ?? `${processId}.submitted`,
      correlationKey: id,
      variables: { ...startVariables(process, created, checked, now), requestId: origin.requestId },
      now,
    });
    return created;
  });
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
  const applicant = actingOrganisation(caller) ?? personOrganisation(caller.username);
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
      before,
      anew,
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

/** What a case is recognised by, and what it is about. */
interface Keys {
  process: ProcessModel;
  naturalKey: string | null;
  subject: string | null;
  refersTo: string[];
  exceptCase: string | null;
}

/** What was entered, of which a case is known: personal data masked, and whom it is about. */
type KnownOf = Pick<Sealed, 'data' | 'people'>;

function knownBy(
  { process, form }: { process: ProcessModel; form: FormModel },
  entered: KnownOf,
  applicant: string,
  exceptCase: string | null,
): Keys {
  const data = withPeople(entered);
  return {
    process,
    naturalKey: naturalKey(process, data, applicant),
    subject: subjectOf(process, data),
    refersTo: referredTo(form, data),
    exceptCase,
  };
}

/** What a case is recognised and found by. */
function foundBy({ naturalKey, subject, refersTo }: Keys, title: string, number: string) {
  const known = { title, naturalKey, subject };
  return { ...known, refersTo, search: caseSearch({ ...known, number }) };
}

async function others(db: EntityManager, keys: Keys): Promise<Others> {
  const { process, subject, exceptCase } = keys;
  return {
    duplicates: await countDuplicates(db, process, keys.naturalKey, exceptCase),
    related: await relatedCases(db, subject, exceptCase),
  };
}

/**
 * Is everything else as it was at the check? From here on no other transaction can hand in the same
 * or about the same before this one ends. If not, somebody was quicker: have it judged again.
 */
async function stillSo(tx: EntityManager, keys: Keys, seen?: Others): Promise<boolean> {
  const { process, subject } = keys;
  const held = [
    keys.naturalKey && `${process.id}|${keys.naturalKey}`,
    subject && `subject|${subject}`,
  ];
  for (const key of held.filter(Boolean))
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  const now = await others(tx, keys);
  return (
    now.duplicates === seen?.duplicates && standing(now.related) === standing(seen?.related ?? [])
  );
}

/** Did an organisation of this caller hand the case in? Who did so and has left it is none of them. */
export function isApplicant(
  file: CaseFile,
  caller: Pick<Caller, 'username' | 'organisations'>,
): boolean {
  const applicant = file.applicantOrganisation ?? personOrganisation(file.applicantUser);
  return ownOrganisations(caller).includes(applicant);
}

/** What the message that starts or corrects a case brings to its process. */
function startVariables(
  process: ProcessModel,
  file: CaseFile,
  checked: Checked,
  now: Date,
): Record<string, unknown> {
  const intake = checked.intake.variables;
  return {
    ...(takesIntakeApart(process) && intake),
    caseId: file.id,
    submittedAt: toShanghaiIso(now),
    intake,
  };
}

async function recordSubmission(
  tx: EntityManager,
  file: CaseFile,
  caller: Caller,
  checked: Checked,
  submission: Submission,
  origin: Origin,
  at: Date,
  action: string,
  corrected: { before: Record<string, unknown>; anew: string[] } | null = null,
): Promise<void> {
  await appendAudit(tx, {
    caseId: file.id,
    at,
    actor: {
      user: caller.username,
      name: caller.name,
      organisation: file.applicantOrganisation ?? personOrganisation(caller.username),
    },
    action,
    entity: `case:${file.id}`,
    detail: {
      number: file.number,
      round: file.round,
      before: corrected?.before ?? null,
      after: { data: file.data, title: file.title, parties: file.parties },
      attachments: submission.attachments,
      // names only of the personal data that is another than before: masked, it may look the same
      ...(corrected ? { anew: corrected.anew } : {}),
      ...(submission.draft ? { draft: submission.draft } : {}),
      release: file.releaseId,
      rules: checked.facts.rules,
    },
    requestId: origin.requestId,
  });
  const { id: caseId, round, processId, flow, releaseId } = file;
  const of = { at, caseId, round, processId, flow, releaseId };
  await keepJudgement(tx, { kind: 'SUBMISSION', ...of, refused: false, ...checked.heard });
}
