import type { EntityManager } from 'typeorm';
import { Attachment, type CaseFile, IssuedDocument } from '../../entities';
import type { Labels } from '../../models/read';
import type { AttachmentItem, DocumentItem } from '../../web';
import { label, labelled } from '../../wording/labels';

/** The files handed in with a case, of all its rounds, oldest first. */
export async function attachmentItems(
  db: EntityManager,
  file: CaseFile,
  labels: Labels,
): Promise<AttachmentItem[]> {
  const attachments = await db.find(Attachment, {
    where: { caseId: file.id },
    order: { uploadedAt: 'ASC', kind: 'ASC', id: 'ASC' },
  });
  return attachments.map(({ id, name, size, sha256, uploadedAt, kind }) => {
    return {
      ...{ id, name, size, sha256, uploadedAt, kind: kind ?? '' },
      kindLabel: label(labels, 'attachments', kind ?? '', file.processId),
      href: `/api/attachments/${id}`,
    };
  });
}

/** The documents issued on a case, oldest first. */
export async function documentItems(
  db: EntityManager,
  file: CaseFile,
  labels: Labels,
): Promise<DocumentItem[]> {
  const documents = await db.find(IssuedDocument, {
    where: { caseId: file.id },
    order: { issuedAt: 'ASC' },
  });
  return documents.map(({ id, title, number, status, issuedAt }) => {
    return {
      ...{ id, title, number, issuedAt },
      status: labelled(labels, 'status', status, file.processId),
      href: `/api/documents/${id}`,
    };
  });
}
