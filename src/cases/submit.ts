import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import { canonicalJson } from '../domain/hash-chain';
import { shanghaiDay, toShanghaiIso } from '../domain/working-days';
import { CaseFile, Idempotency } from '../entities';
import { refuse } from '../errors';
import type { ProcessModel } from '../models/read';
import { appendAudit } from '../records/audit';
import { lockCase } from '../records/case-lock';
import { countDuplicates, naturalKey } from '../records/facts';
import { actingOrganisation, type Caller } from '../records/identity';
import { enqueue } from '../records/outbox';
import { bindAttachments } from './attachments';
import {
  type Checked,
  checkSubmission,
  requireSubmitter,
  type Submission,
  startable,
} from './check';
import { visibleCase } from './visibility';

/** Where a submission came from. */
export interface Origin {
  requestId: string;
  /** the caller's own key for this submission, if any: a repeat gets the first answer */
  idempotencyKey?: string;
}

/** Organisation of a caller who belongs to none yet. */
const personOf = (caller: Caller) => `person-${caller.username}`;

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
  const known = await answeredBefore(deps.db.manager, caller, submission, origin);
  if (known) return { file: known, isNew: false };

  const applicant = actingOrganisation(caller) ?? personOf(caller);
  const keyOf = (data: Record<string, unknown>) => naturalKey(process, data, applicant);
  let seen = 0;
  const checked = await checkSubmission(
    deps,
    release,
    processId,
    caller,
    submission,
    1,
    async (data) => {
      seen = await countDuplicates(deps.db.manager, processId, keyOf(data), null);
      return seen;
    },
  );
  const now = await deps.clock.now();
  const key = keyOf(checked.entered.masked);

  const file = await deps.db.transaction(async (tx) => {
    if ((await heldDuplicates(tx, processId, key, null)) !== seen) return null;
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
      round: 1,
      marks: [],
      flags: [],
      parties: { ...checked.intake.parties, applicant },
      data: checked.entered.masked,
      secrets: checked.secrets,
      naturalKey: key,
      applicantOrganisation: applicant,
      applicantUser: caller.username,
      awaitsCorrection: false,
      createdAt: now,
      closedAt: null,
    });
    await tx.insert(CaseFile, created as never);
    await bindAttachments(tx, id, 1, submission.attachments, caller);
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
      variables: { ...startVariables(created, checked, now), requestId: origin.requestId },
      now,
    });
    return created;
  });
  return file ? { file, isNew: true } : submitCase(deps, processId, caller, submission, origin);
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
  const file = await visibleCase(deps.db.manager, caseId, caller);
  if (!isApplicant(file, caller)) throw refuse('E-00-21');
  const release = await deps.releases.byId(file.releaseId);
  const { process } = startable(release, file.processId);
  if (!file.awaitsCorrection) throw refuse('E-00-05');
  const applicant = file.applicantOrganisation ?? personOf(caller);
  const keyOf = (data: Record<string, unknown>) => naturalKey(process, data, applicant);
  let seen = 0;
  const checked = await checkSubmission(
    deps,
    release,
    file.processId,
    caller,
    submission,
    file.round + 1,
    async (data) => {
      seen = await countDuplicates(deps.db.manager, file.processId, keyOf(data), caseId);
      return seen;
    },
  );
  const now = await deps.clock.now();
  const key = keyOf(checked.entered.masked);
  const taken = await deps.db.transaction(async (tx) => {
    if ((await heldDuplicates(tx, file.processId, key, caseId)) !== seen) return false;
    const locked = await lockCase(tx, caseId);
    if (!locked.awaitsCorrection) throw refuse('E-00-05');
    const before = { data: file.data, title: file.title };
    Object.assign(file, {
      awaitsCorrection: false,
      round: file.round + 1,
      marks: [],
      flags: [],
      title: checked.intake.title,
      data: checked.entered.masked,
      secrets: checked.secrets,
      naturalKey: key,
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
      variables: { ...startVariables(file, checked, now), requestId: origin.requestId },
      now,
    });
    return true;
  });
  return taken ? file : correctCase(deps, caseId, caller, submission, origin);
}

/**
 * Counts the duplicates of a key that no other transaction can add to before this one ends. Another
 * number than at the check: somebody was quicker with the same thing, have it judged again.
 */
async function heldDuplicates(
  tx: EntityManager,
  processId: string,
  key: string | null,
  exceptCase: string | null,
): Promise<number> {
  if (key)
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `${processId}|${key}`,
    ]);
  return countDuplicates(tx, processId, key, exceptCase);
}

/** Did this caller, or the organisation of this caller, hand the case in? */
export function isApplicant(file: CaseFile, caller: Caller): boolean {
  if (file.applicantUser === caller.username) return true;
  return (
    file.applicantOrganisation !== null && caller.organisations.includes(file.applicantOrganisation)
  );
}

function startVariables(file: CaseFile, checked: Checked, now: Date): Record<string, unknown> {
  return { ...checked.intake.variables, caseId: file.id, submittedAt: toShanghaiIso(now) };
}

async function nextNumber(tx: EntityManager, process: ProcessModel, now: Date): Promise<string> {
  const [row]: { n: string }[] = await tx.query(`select nextval('case_number') as n`);
  return `${process.flow ?? process.id}-${shanghaiDay(now).slice(0, 4)}-${String(row?.n).padStart(6, '0')}`;
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
      organisation: file.applicantOrganisation ?? personOf(caller),
    },
    action,
    entity: `case:${file.id}`,
    detail: {
      number: file.number,
      round: file.round,
      before,
      after: { data: file.data, title: file.title, parties: file.parties },
      attachments: submission.attachments,
      release: file.releaseId,
      rules: checked.facts.rules,
    },
    requestId: origin.requestId,
  });
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
  return db.findOneByOrFail(CaseFile, { id: answered.caseId });
}
