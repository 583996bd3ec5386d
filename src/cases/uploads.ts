import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import { actingOrganisation, type Caller, PUBLIC, personOrganisation } from '../domain/identity';
import { Attachment } from '../entities';
import { refuse } from '../errors';
import { appendAudit } from '../records/audit';
import type { ReceivedFile } from '../records/file-store';
import {
  type Amount,
  forgetContent,
  lockContent,
  lockOwner,
  type Removal,
  removeUnbound,
  unboundOf,
  unboundOfOwner,
  uploadedSince,
} from '../records/unbound';
import { suitsContent } from '../uploads';

const MB = 1024 * 1024;
const HOUR_MS = 3_600_000;

/** Who uploads, and in whose name it is counted. */
export interface Uploader {
  caller: Caller;
  /** the organisation; without log-in the lookup hash of the address */
  owner: string;
}

/** A file as it arrived, with its name and the part of the request it came in. */
export interface Upload extends ReceivedFile {
  name: string;
  field: string;
}

/** @param address where the request came from; counts for those without log-in only */
export function uploaderOf(deps: Pick<Deps, 'vault'>, caller: Caller, address: string): Uploader {
  const owner =
    caller.username === PUBLIC.username
      ? deps.vault.lookup(address)
      : (actingOrganisation(caller) ?? personOrganisation(caller.username));
  return { caller, owner };
}

/**
 * May this uploader upload so much more?
 * @throws E-00-34 naming what may be there and what is
 */
export async function requireRoom(
  { config, clock }: Pick<Deps, 'config' | 'clock'>,
  db: EntityManager,
  { caller, owner }: Uploader,
  more: Amount,
): Promise<void> {
  if (caller.username === PUBLIC.username) {
    const since = new Date((await clock.now()).getTime() - HOUR_MS);
    const most = { files: Number.POSITIVE_INFINITY, bytes: config.PUBLIC_UPLOAD_MB_PER_HOUR * MB };
    requireWithin(await uploadedSince(db, owner, since), more, most, PUBLIC_WORDS);
    return;
  }
  const own = await unboundOf(db, caller.username);
  const ofOne = {
    files: config.ATTACHMENT_UNBOUND_FILES,
    bytes: config.ATTACHMENT_UNBOUND_MB * MB,
  };
  requireWithin(own, more, ofOne, { zh: '本人', en: 'you' });
  requireWithin(
    await unboundOfOwner(db, owner),
    more,
    {
      files: config.ATTACHMENT_UNBOUND_FILES_ORGANISATION,
      bytes: config.ATTACHMENT_UNBOUND_MB_ORGANISATION * MB,
    },
    { zh: '本单位', en: 'your organisation' },
  );
}

const PUBLIC_WORDS = { zh: '本网络地址一小时内', en: 'this address within an hour' };

function requireWithin(
  there: Amount,
  more: Amount,
  most: Amount,
  whose: { zh: string; en: string },
): void {
  const tooMany = there.files + more.files > most.files;
  if (!tooMany && there.bytes + more.bytes <= most.bytes) return;
  const [has, limit] = tooMany
    ? [String(there.files), String(most.files)]
    : [`${(there.bytes / MB).toFixed(1)} MB`, `${most.bytes / MB} MB`];
  const [unit, files] = tooMany ? [' 个', ' files'] : ['', ''];
  throw refuse('E-00-34', {
    zh: `${whose.zh}已有 ${has}${unit}，上限 ${limit}${unit}`,
    en: `${whose.en}: ${has}${files}, at most ${limit}${files}`,
  });
}

/**
 * Stores a file that arrived, not yet part of a case, if it is a whole and harmless file of a kind
 * that is taken.
 * @throws E-00-12, E-00-30 to E-00-33 for what is wrong with it; E-00-34 without room for it;
 *   E-00-24, E-00-35, E-00-36 where it could not be looked at now
 */
export async function storeUpload(
  deps: Deps,
  upload: Upload,
  uploader: Uploader,
  requestId: string,
): Promise<Attachment> {
  const contentType = await judged(deps, upload, uploader);
  const { caller, owner } = uploader;
  const now = await deps.clock.now();
  const { size, sha256 } = upload;
  const stored = deps.db.getRepository(Attachment).create({
    ...{ id: randomUUID(), caseId: null, kind: null, round: null },
    ...{ name: plainName(upload.name), contentType, size, sha256 },
    ...{ uploadedBy: caller.username, owner, uploadedAt: now },
  });
  try {
    await deps.db.transaction(async (tx) => {
      await lockOwner(tx, owner);
      await requireRoom(deps, tx, uploader, { files: 1, bytes: size });
      await lockContent(tx, sha256);
      await deps.files.keep(upload);
      await tx.insert(Attachment, stored as never);
      await appendAudit(tx, {
        caseId: null,
        at: now,
        actor: actorOf(uploader),
        action: 'attachment.uploaded',
        entity: `attachment:${stored.id}`,
        detail: { sha256, size, contentType },
        requestId,
      });
    });
  } catch (error) {
    await forgetContent(deps, sha256).catch(() => undefined);
    throw error;
  }
  return stored;
}

/** Removes those of a request's attachments that it left in no case and no draft. */
export async function removeUploads(
  deps: Deps,
  stored: Attachment[],
  uploader: Uploader,
  requestId: string,
  reason: Removal['reason'],
): Promise<void> {
  if (stored.length === 0) return;
  const ids = stored.map((file) => file.id);
  const at = await deps.clock.now();
  const actor = actorOf(uploader);
  await removeUnbound(deps, { ids }, { at, actor, requestId, reason });
}

const actorOf = ({ caller }: Uploader) => {
  const organisation = actingOrganisation(caller) ?? '-';
  return { user: caller.username, name: caller.name, organisation };
};

/** Names without folders, control characters and turned directions, cut to what fits. */
const plainName = (name: string) => name.replace(/[\\/\p{Cc}\p{Cf}]/gu, '_').slice(-200);

async function judged(
  { uploads }: Pick<Deps, 'uploads'>,
  { path, name, field }: Upload,
  { owner, caller }: Uploader,
): Promise<string> {
  const whose = caller.username === PUBLIC.username ? owner : caller.username;
  const verdict = await uploads.check(path, whose);
  if (!('wrong' in verdict)) {
    if (!suitsContent(name, verdict.contentType))
      throw refuse('E-00-32', {
        field,
        zh: `${name}，${verdict.contentType}`,
        en: `${name}, ${verdict.contentType}`,
      });
    const malware = await uploads.scan(path);
    if (malware) throw refuse('E-00-33', { field, zh: malware, en: malware });
    return verdict.contentType;
  }
  if (verdict.wrong === 'kind') throw refuse('E-00-12', { field });
  const code = verdict.wrong === 'active' ? 'E-00-31' : 'E-00-30';
  throw refuse(code, { field, zh: verdict.about, en: verdict.about });
}
