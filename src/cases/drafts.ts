import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import {
  actingOrganisation,
  type Caller,
  ownOrganisations,
  personOrganisation,
} from '../domain/identity';
import { Attachment, Draft } from '../entities';
import { type Refusal, RefusedError, refusal, refuse } from '../errors';
import { fieldRefusals } from '../forms/check';
import { startFormOf } from '../models/start-form';
import { appendAudit } from '../records/audit';
import { joinPersonalData, splitPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';
import { labelledData } from '../wording/summary';
import { requireSubmitter, type Submission, startable } from './check';
import { heldDraft, ownDraft, takeDraft } from './own-drafts';
import { tryCase } from './submit';

/** A draft that was saved, and what would be refused if it were handed in as it is. */
export interface Saved {
  draft: Draft;
  warnings: Refusal[];
}

/** A draft with its personal data, for those it belongs to. */
export interface OpenDraft {
  draft: Draft;
  data: Record<string, unknown>;
  attachments: { id: string; kind: string; name: string; size: number }[];
}

/** Keeps a submission for later, finished or not. */
export async function createDraft(
  deps: Deps,
  processId: string,
  caller: Caller,
  submission: Submission,
  requestId: string,
): Promise<Saved> {
  const content = await contentOf(deps, processId, caller, submission);
  const now = await deps.clock.now();
  const draft = deps.db.getRepository(Draft).create({
    id: randomUUID(),
    processId,
    organisation: actingOrganisation(caller) ?? personOrganisation(caller.username),
    createdBy: caller.username,
    updatedBy: caller.username,
    createdAt: now,
    updatedAt: now,
    ...content,
  });
  await deps.db.transaction(async (tx) => {
    await requireUsable(tx, draft.attachments, caller, []);
    await tx.insert(Draft, draft as never);
    await trace(tx, draft, caller, 'draft.saved', now, requestId);
  });
  return { draft, warnings: await warningsOf(deps, processId, caller, submission) };
}

/** Keeps another state of a draft. @throws E-00-22 to all but its organisation */
export async function replaceDraft(
  deps: Deps,
  id: string,
  caller: Caller,
  submission: Submission,
  requestId: string,
): Promise<Saved> {
  const { processId } = await ownDraft(deps.db.manager, id, caller);
  const content = await contentOf(deps, processId, caller, submission);
  const now = await deps.clock.now();
  const draft = await deps.db.transaction(async (tx) => {
    const before = await heldDraft(tx, id, caller);
    const had = before.attachments.map((file) => file.id);
    await requireUsable(tx, content.attachments, caller, had);
    const after = { ...before, ...content, updatedBy: caller.username, updatedAt: now };
    await tx.save(Draft, after);
    await trace(tx, after, caller, 'draft.saved', now, requestId);
    return after;
  });
  return { draft, warnings: await warningsOf(deps, processId, caller, submission) };
}

/** Opens a draft with all that was entered. @throws E-00-22 to all but its organisation */
export async function openDraft(
  deps: Deps,
  id: string,
  caller: Caller,
  requestId: string,
): Promise<OpenDraft> {
  const draft = await ownDraft(deps.db.manager, id, caller);
  const now = await deps.clock.now();
  await deps.db.transaction((tx) => trace(tx, draft, caller, 'draft.opened', now, requestId));
  const files = new Map(
    (
      await deps.db
        .getRepository(Attachment)
        .createQueryBuilder('a')
        .where('a.id = any(:ids) and a.case_id is null', {
          ids: draft.attachments.map((file) => file.id),
        })
        .getMany()
    ).map((file) => [file.id, file]),
  );
  const attachments = draft.attachments.flatMap(({ id: file, kind }) => {
    const stored = files.get(file);
    return stored ? [{ id: file, kind, name: stored.name, size: stored.size }] : [];
  });
  return { draft, data: joinPersonalData(draft, deps.vault), attachments };
}

/** Throws a draft away. @throws E-00-22 to all but its organisation */
export async function deleteDraft(
  deps: Deps,
  id: string,
  caller: Caller,
  requestId: string,
): Promise<void> {
  const now = await deps.clock.now();
  await deps.db.transaction(async (tx) => {
    const draft = await takeDraft(tx, id, caller);
    await trace(tx, draft, caller, 'draft.deleted', now, requestId);
  });
}

const TITLE_FIELDS = 2;

/** What tells a draft from others of the same process: its first fields that sum it up. */
export function draftTitle(release: ReleaseView, draft: Draft): string {
  const form = startFormOf(release.models, draft.processId);
  if (!form) return '';
  const told = labelledData(release.models.labels, form, draft.data, 'summary');
  return told
    .slice(0, TITLE_FIELDS)
    .map(({ value }) => value)
    .join(' · ');
}

/**
 * What is kept: the fields the form shows, as they were entered, right or not yet.
 * @throws RefusedError 422 where the data is not built as the form is
 */
async function contentOf(deps: Deps, processId: string, caller: Caller, submission: Submission) {
  const release = await deps.releases.current();
  const { process, form } = startable(release, processId);
  requireSubmitter(process, caller);
  const { entered, misbuilt, errors } = await deps.forms.check(
    release.models.labels,
    form.schema,
    submission.data,
  );
  if (misbuilt) throw new RefusedError(422, fieldRefusals(errors));
  const split = splitPersonalData(form, entered, deps.vault);
  return { ...split, attachments: submission.attachments };
}

/** A file of a draft is the caller's own, or was in the draft before. @throws E-00-11 */
async function requireUsable(
  tx: EntityManager,
  files: Submission['attachments'],
  caller: Caller,
  had: string[],
): Promise<void> {
  const rows: { id: string }[] = await tx.query(
    `select id from attachment where id = any($1) and case_id is null
       and (id = any($3)
            or uploaded_by = $2 and (owner is null or owner = any($4))) for share`,
    [files.map((file) => file.id), caller.username, had, ownOrganisations(caller)],
  );
  const usable = new Set(rows.map((row) => row.id));
  const wrong = files.filter((file) => !usable.has(file.id));
  if (wrong.length > 0)
    throw new RefusedError(
      422,
      wrong.map(({ kind }) => refusal('E-00-11', { field: `attachments.${kind}` })),
    );
}

/** The refusals a draft would get. It is kept in any case, also when nobody can tell now. */
async function warningsOf(
  deps: Deps,
  processId: string,
  caller: Caller,
  submission: Submission,
): Promise<Refusal[]> {
  try {
    return (await tryCase(deps, processId, caller, submission)).refusals;
  } catch (error) {
    deps.log.warn({ err: error }, 'a draft could not be checked');
    return refuse('E-00-51').refusals;
  }
}

function trace(
  tx: EntityManager,
  draft: Draft,
  caller: Caller,
  action: string,
  at: Date,
  requestId: string,
): Promise<void> {
  return appendAudit(tx, {
    caseId: null,
    at,
    actor: { user: caller.username, name: caller.name, organisation: draft.organisation },
    action,
    entity: `draft:${draft.id}`,
    detail: { process: draft.processId, attachments: draft.attachments },
    requestId,
  });
}
