import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import { canonicalJson } from '../domain/hash-chain';
import {
  actingOrganisation,
  type Caller,
  ownOrganisations,
  personOrganisation,
} from '../domain/identity';
import { toShanghaiIso } from '../domain/working-days';
import { CaseFile, Idempotency } from '../entities';
import { refuse } from '../errors';
import { relatedCases, standing, subjectOf } from '../facts/related';
import { countDuplicates, naturalKey } from '../facts/submission';
import { takesIntakeApart } from '../models/intake';
import type { ProcessModel } from '../models/read';
import { appendAudit } from '../records/audit';
import { lockCase } from '../records/case-lock';
import { nextNumber } from '../records/case-number';
import { keepJudgement } from '../records/judgements';
import { enqueue } from '../records/outbox';
import { mayBeginUnder, releasesSettled } from '../records/release-turn';
import { bindAttachments } from './attachments';
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
import { takeDraft } from './own-drafts';
import { visibleCase } from './visibility';

/** Where a submission came from. */
export interface Origin {
  requestId: string;
  /** the caller's own key for this submission, if any: a repeat gets the first answer */
  idempotencyKey?: string;
}

/**
 * Takes a new case in: checked, stored with its first audit event, and its start put into the
 * outbox, all or nothing.
 * @returns the case, and whether it is new (false: this idempotency key was answered before)
 * @throws RefusedError with every refusal
 */
export async function submitCase(
  deps: Deps,
  processId: string,
  caller: Caller,
  submission: Submission,
  origin: Origin,
): Promise<{ file: CaseFile; isNew: boolean }> {
  const release = await deps.releases.current();
  const { process } = startable(release, processId);
  requireSubmitter(process, caller);
  const answered = await answeredBefore(deps.db.manager, caller, submission, origin);
  if (answered) return { file: answered, isNew: false };

  const applicant = actingOrganisation(caller) ?? personOrganisation(caller.username);
  const known = (data: Record<string, unknown>) => knownBy(process, data, applicant, null);
  let seen: Others | undefined;
  const checked = await checkSubmission(
    deps,
    release,
    processId,
    caller,
    submission,
    { round: 1 },
    async (data) => {
      seen = await others(deps.db.manager, known(data));
      return seen;
    },
  );
  const now = await deps.clock.now();
  const keys = known(checked.entered.masked);

  const file = await deps.db.transaction(async (tx) => {
    if (!(await mayBeginUnder(tx, release.id, now))) return null;
    if (!(await stillSo(tx, keys, seen))) return null;
    const draft = submission.draft ? await takeDraft(tx, submission.draft, caller) : null;
    const id = randomUUID();
    const created = tx.create(CaseFile, {
      id,
      number: await nextNumber(tx, process, now),
      processId,
      flow: process.flow ?? processId,
      releaseId: release.id,
      processInstanceKey: null,
      title: checked.intake.title,
      status: 'SUBMITTED',
      statusReason: null,
      round: 1,
      marks: [],
      flags: [],
      parties: { ...checked.intake.parties, applicant },
      data: checked.entered.masked,
      secrets: checked.secrets,
      naturalKey: keys.naturalKey,
      subject: keys.subject,
      applicantOrganisation: applicant,
      applicantUser: caller.username,
      awaitsCorrection: false,
      createdAt: now,
      closedAt: null,
    });
    await tx.insert(CaseFile, created as never);
    const drafted = (draft?.attachments ?? []).map((file) => file.id);
    await bindAttachments(tx, id, 1, submission.attachments, caller, drafted);
    await recordSubmission(tx, created, caller, checked, submission, origin, now, 'case.submitted');
    if (origin.idempotencyKey)
      await tx.insert(Idempotency, {
        caller: caller.username,
        key: origin.idempotencyKey,
        contentHash: contentHash(submission),
        caseId: id,
      });
    await enqueue(tx, {
      message: process.startMessage ?? `${processId}.submitted`,
      correlationKey: id,
      variables: { ...startVariables(process, created, checked, now), requestId: origin.requestId },
      now,
    });
    return created;
  });
  if (file) return { file, isNew: true };
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
  const { process } = startable(release, processId);
  requireSubmitter(process, caller);
  const applicant = actingOrganisation(caller) ?? personOrganisation(caller.username);
  return judgeSubmission(deps, release, processId, caller, submission, { round: 1 }, (data) =>
    others(deps.db.manager, knownBy(process, data, applicant, null)),
  );
}

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
 * Takes a corrected submission for a case that waits for one: next round, same case.
 * @throws E-00-22 to strangers, E-00-21 to anyone else but the applicant; E-00-05 while the case is with others
 */
export async function correctCase(
  deps: Deps,
  caseId: string,
  caller: Caller,
  submission: Submission,
  origin: Origin,
): Promise<CaseFile> {
  const file = await correctable(deps, caseId, caller);
  const release = await deps.releases.byId(file.releaseId);
  const { process } = startable(release, file.processId);
  const applicant = file.applicantOrganisation ?? personOrganisation(caller.username);
  const known = (data: Record<string, unknown>) => knownBy(process, data, applicant, caseId);
  let seen: Others | undefined;
  const checked = await checkSubmission(
    deps,
    release,
    file.processId,
    caller,
    submission,
    { round: file.round + 1, firstSubmittedAt: file.createdAt, caseId },
    async (data) => {
      seen = await others(deps.db.manager, known(data));
      return seen;
    },
  );
  const now = await deps.clock.now();
  const keys = known(checked.entered.masked);
  const taken = await deps.db.transaction(async (tx) => {
    if (!(await stillSo(tx, keys, seen))) return false;
    const locked = await lockCase(tx, caseId);
    if (!locked.awaitsCorrection) throw refuse('E-00-05');
    const before = { data: file.data, title: file.title };
    Object.assign(file, {
      awaitsCorrection: false,
      statusReason: null,
      round: file.round + 1,
      marks: [],
      flags: [],
      title: checked.intake.title,
      data: checked.entered.masked,
      secrets: checked.secrets,
      naturalKey: keys.naturalKey,
      subject: keys.subject,
      parties: { ...file.parties, ...checked.intake.parties, applicant },
    });
    await tx.save(CaseFile, file);
    await bindAttachments(tx, caseId, file.round, submission.attachments, caller);
    await recordSubmission(
      tx,
      file,
      caller,
      checked,
      submission,
      origin,
      now,
      'case.corrected',
      before,
    );
    await enqueue(tx, {
      message: 'case.corrected',
      correlationKey: caseId,
      variables: { ...startVariables(process, file, checked, now), requestId: origin.requestId },
      now,
    });
    return true;
  });
  return taken ? file : correctCase(deps, caseId, caller, submission, origin);
}

/** What a case is recognised by, and what it is about. */
interface Keys {
  processId: string;
  naturalKey: string | null;
  subject: string | null;
  exceptCase: string | null;
}

function knownBy(
  process: ProcessModel,
  data: Record<string, unknown>,
  applicant: string,
  exceptCase: string | null,
): Keys {
  return {
    processId: process.id,
    naturalKey: naturalKey(process, data, applicant),
    subject: subjectOf(process, data),
    exceptCase,
  };
}

async function others(db: EntityManager, keys: Keys): Promise<Others> {
  const { processId, subject, exceptCase } = keys;
  return {
    duplicates: await countDuplicates(db, processId, keys.naturalKey, exceptCase),
    related: await relatedCases(db, subject, exceptCase),
  };
}

/**
 * Is everything else as it was at the check? From here on no other transaction can hand in the same
 * or about the same before this one ends. If not, somebody was quicker: have it judged again.
 */
async function stillSo(tx: EntityManager, keys: Keys, seen?: Others): Promise<boolean> {
  const { processId, subject } = keys;
  const held = [
    keys.naturalKey && `${processId}|${keys.naturalKey}`,
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
  before: Record<string, unknown> | null = null,
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
      before,
      after: { data: file.data, title: file.title, parties: file.parties },
      attachments: submission.attachments,
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

function contentHash(submission: Submission): string {
  return createHash('sha256').update(canonicalJson(submission)).digest('hex');
}

async function answeredBefore(
  db: EntityManager,
  caller: Caller,
  submission: Submission,
  origin: Origin,
): Promise<CaseFile | null> {
  if (!origin.idempotencyKey) return null;
  const answered = await db.findOneBy(Idempotency, {
    caller: caller.username,
    key: origin.idempotencyKey,
  });
  if (!answered) return null;
  if (answered.contentHash !== contentHash(submission)) throw refuse('E-00-25');
  // whoever has left the organisation since then sees its case no more
  return visibleCase(db, answered.caseId, caller);
}
