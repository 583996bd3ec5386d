import type { DataSource, EntityManager } from 'typeorm';
import { Attachment } from '../entities';
import { type Actor, appendAudit } from './audit';
import type { FileStore } from './file-store';

/** Attachments and their size in bytes. */
export interface Amount {
  files: number;
  bytes: number;
}

/** What belongs to no case and no draft: nobody will hand it in. */
const UNBOUND = `case_id is null and not exists (
  select 1 from draft where attachments @> jsonb_build_array(jsonb_build_object('id', attachment.id)))`;

/** Removed at a time, so that no transaction gets long. */
const BATCH = 100;

/** What a person has uploaded that is part of no case. */
export function unboundOf(db: EntityManager, username: string): Promise<Amount> {
  return amount(db, 'case_id is null and uploaded_by = $1', [username]);
}

/** What the people of an organisation have uploaded that is part of no case. */
export function unboundOfOwner(db: EntityManager, owner: string): Promise<Amount> {
  return amount(db, 'case_id is null and owner = $1', [owner]);
}

/** What came from an owner since a time, part of a case or not. */
export function uploadedSince(db: EntityManager, owner: string, since: Date): Promise<Amount> {
  return amount(db, 'owner = $1 and uploaded_at > $2', [owner, since]);
}

async function amount(db: EntityManager, where: string, values: unknown[]): Promise<Amount> {
  const [row] = (await db.query(
    `select count(*) as files, coalesce(sum(size), 0) as bytes from attachment where ${where}`,
    values,
  )) as { files: string; bytes: string }[];
  return { files: Number(row?.files), bytes: Number(row?.bytes) };
}

/** Lets nobody else store or remove this content before the transaction ends. */
export async function lockContent(tx: EntityManager, sha256: string): Promise<void> {
  await lock(tx, `content|${sha256}`);
}

/** Lets nobody else upload for this owner before the transaction ends: a quota is counted once. */
export async function lockOwner(tx: EntityManager, owner: string): Promise<void> {
  await lock(tx, `uploads|${owner}`);
}

async function lock(tx: EntityManager, key: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
}

/** Why attachments are removed, and by whom. */
export interface Removal {
  at: Date;
  actor: Actor;
  requestId: string;
  reason: 'never-handed-in' | 'request-refused' | 'request-repeated';
}

/**
 * Removes attachments that belong to no case and no draft, with an audit event each; content that
 * nothing names any more goes from the disk.
 * @param which these, or all that were uploaded before a time
 * @returns how many were removed
 */
export async function removeUnbound(
  { db, files }: { db: DataSource; files: FileStore },
  which: { ids: string[] } | { uploadedBefore: Date },
  removal: Removal,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const batch = await db.transaction((tx) => removeSome(tx, which, removal));
    for (const sha256 of new Set(batch.map((file) => file.sha256)))
      await forgetContent({ db, files }, sha256);
    removed += batch.length;
    if (batch.length < BATCH) return removed;
  }
}

async function removeSome(
  tx: EntityManager,
  which: { ids: string[] } | { uploadedBefore: Date },
  removal: Removal,
): Promise<Attachment[]> {
  const [condition, value] =
    'ids' in which ? ['id = any($1)', which.ids] : ['uploaded_at < $1', which.uploadedBefore];
  // held first: who puts one into a case or a draft at this moment has it, or finds it gone
  const held: { id: string }[] = await tx.query(
    `select id from attachment where ${condition} and ${UNBOUND}
     order by uploaded_at limit ${BATCH} for update skip locked`,
    [value],
  );
  const ids = held.map((file) => file.id);
  const stillUnbound = tx
    .createQueryBuilder(Attachment, 'attachment')
    .where(`attachment.id = any(:ids) and ${UNBOUND}`, { ids });
  const files = ids.length > 0 ? await stillUnbound.getMany() : [];
  await tx.query('delete from attachment where id = any($1)', [files.map((file) => file.id)]);
  for (const file of files) await tellRemoval(tx, file, removal);
  return files;
}

async function tellRemoval(
  tx: EntityManager,
  { id, sha256, size, uploadedBy }: Attachment,
  { at, actor, requestId, reason }: Removal,
): Promise<void> {
  await appendAudit(tx, {
    ...{ caseId: null, at, actor, action: 'attachment.removed', entity: `attachment:${id}` },
    detail: { sha256, size, uploadedBy, reason },
    requestId,
  });
}

/** Takes content from the disk, unless an attachment or a document has the same. */
export async function forgetContent(
  { db, files }: { db: DataSource; files: FileStore },
  sha256: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockContent(tx, sha256);
    const named: unknown[] = await tx.query(
      `select 1 from attachment where sha256 = $1
       union all select 1 from issued_document where sha256 = $1 limit 1`,
      [sha256],
    );
    if (named.length === 0) await files.remove(sha256);
  });
}
