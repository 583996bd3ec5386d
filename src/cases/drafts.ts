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
import { startFormOf } from '../models/start-form';
import { appendAudit } from '../records/audit';
import { joinPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';
import { holdSending, keepSending } from '../records/sendings';
import { labelledData } from '../wording/summary';
import type { Submission } from './check';
import { contentOf, requireUnchanged } from './draft-content';
import type { Origin } from './origin';
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
  { requestId, sending }: Origin,
): Promise<Saved> {
  const content = await contentOf(deps, processId, caller, submission);
  const now = await deps.clock.now();
  const draft = deps.db.getRepository(Draft).create({
    id: randomUUID(),
    processId,
    organisation: actingOrganisation(caller) ?? personOrganisation(caller.username),
    createdBy: caller.username,
    updatedBy: caller.username,
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...content,
  });
  await deps.db.transaction(async (tx) => {
    await holdSending(tx, sending);
    await requireUsable(tx, draft.attachments, caller, []);
    await tx.insert(Draft, draft as never);
    await trace(tx, draft, caller, 'draft.saved', now, requestId);
    await keepSending(tx, sending, { draftId: draft.id }, now);
  });
  return { draft, warnings: await warningsOf(deps, processId, caller, submission) };
}

/** A draft that was saved before, as it is now. @throws E-00-22 to all but its organisation */
export async function savedDraft(deps: Deps, id: string, caller: Caller): Promise<Saved> {
  const draft = await ownDraft(deps.db.manager, id, caller);
  const data = joinPersonalData(draft, deps.vault);
  const submission = { data, attachments: draft.attachments };
  return { draft, warnings: await warningsOf(deps, draft.processId, caller, submission) };
}

/**
 * Keeps another state of a draft, which nobody changed since it was opened.
 * @param ifMatch the entity tag of what was opened
 * @throws E-00-22 to all but its organisation; E-00-40 without the tag, E-00-41 for an old one
 */
export async function replaceDraft(
  deps: Deps,
  id: string,
  caller: Caller,
  submission: Submission,
  ifMatch: string | undefined,
  requestId: string,
): Promise<Saved> {
  const { processId } = await ownDraft(deps.db.manager, id, caller);
  const content = await contentOf(deps, processId, caller, submission);
  const now = await deps.clock.now();
  const draft = await deps.db.transaction(async (tx) => {
    const before = await heldDraft(tx, id, caller);
    const { isAsWanted } = await requireUnchanged(deps, tx, before, ifMatch, async () => content);
    if (isAsWanted) return before;
    const had = before.attachments.map((file) => file.id);
    await requireUsable(tx, content.attachments, caller, had);
    const version = before.version + 1;
    const after = { ...before, ...content, version, updatedBy: caller.username, updatedAt: now };
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

/**
 * Throws a draft away that nobody changed since it was looked at.
 * @throws E-00-22 to all but its organisation; E-00-40, E-00-41 as for another state
 */
export async function deleteDraft(
  deps: Deps,
  id: string,
  caller: Caller,
  ifMatch: string | undefined,
  requestId: string,
): Promise<void> {
  const now = await deps.clock.now();
  await deps.db.transaction(async (tx) => {
    const draft = await takeDraft(tx, id, caller, (there) =>
      requireUnchanged(deps, tx, there, ifMatch),
    );
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
