import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { CaseFile } from '../entities';
import { Notice } from '../entities';

/** Writes an in-platform message to each recipient (GR-08). */
export async function sendNotices(
  tx: EntityManager,
  file: CaseFile,
  key: string,
  wording: { subject: string; body: string },
  recipients: string[],
  at: Date,
): Promise<void> {
  for (const recipient of new Set(recipients))
    await tx.insert(Notice, {
      id: randomUUID(),
      recipient,
      caseId: file.id,
      key,
      ...wording,
      at,
      readAt: null,
    });
}
