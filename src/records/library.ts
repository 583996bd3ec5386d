import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../domain/hash-chain';
import { type CaseFile, LibraryEntry } from '../entities';

/**
 * Writes what a case established into a library: one current entry per kind and natural key, older
 * versions kept. The same content again makes no new version; an older case never replaces what a
 * newer one wrote.
 * @returns id of the current entry
 */
export async function writeEntry(
  tx: EntityManager,
  file: CaseFile,
  entry: { library: string; kind: string; status: string; data?: Record<string, unknown> },
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  const naturalKey = file.naturalKey ?? file.id;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [
    `${entry.kind}|${naturalKey}`,
  ]);
  const current = await tx
    .getRepository(LibraryEntry)
    .createQueryBuilder('e')
    .where('e.kind = :kind and e.natural_key = :naturalKey and e.valid_to is null', {
      kind: entry.kind,
      naturalKey,
    })
    .getOne();
  const data = entry.data ?? file.data;
  if (current) {
    const same = canonicalJson([current.library, current.status, current.marks, current.data]);
    if (same === canonicalJson([entry.library, entry.status, file.marks, data]))
      return { id: current.id, isNew: false };
    if (await isOlder(tx, file, current)) return { id: current.id, isNew: false };
    await tx.update(LibraryEntry, { id: current.id }, { validTo: now });
  }
  const id = randomUUID();
  await tx.insert(LibraryEntry, {
    id,
    library: entry.library,
    kind: entry.kind,
    naturalKey,
    version: (current?.version ?? 0) + 1,
    status: entry.status,
    marks: file.marks,
    data,
    secrets: file.secrets,
    caseId: file.id,
    validFrom: now,
    validTo: null,
  } as never);
  return { id, isNew: true };
}

async function isOlder(tx: EntityManager, file: CaseFile, current: LibraryEntry): Promise<boolean> {
  if (!current.caseId || current.caseId === file.id) return false;
  const [row]: { newer: boolean }[] = await tx.query(
    // numbers decide where two came in at the same instant
    'select (created_at, number) > ($2, $3) as newer from case_file where id = $1',
    [current.caseId, file.createdAt, file.number],
  );
  return row?.newer === true;
}
