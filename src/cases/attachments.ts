import type { EntityManager } from 'typeorm';
import { type Caller, ownOrganisations } from '../domain/identity';
import { Attachment } from '../entities';
import { refuse } from '../errors';

/**
 * Ties uploaded files to a case. A file belongs to whoever uploaded it, as long as they belong to the
 * organisation that they uploaded it for, and to one case only;
 * a correction may hand in files of an earlier round again, a draft the files of colleagues.
 * @param fromDraft files of the draft that is handed in
 * @throws E-00-11 for a file that is unknown, somebody else's, or already part of another case
 */
export async function bindAttachments(
  tx: EntityManager,
  caseId: string,
  round: number,
  wanted: { id: string; kind: string }[],
  caller: Caller,
  fromDraft: string[] = [],
): Promise<void> {
  for (const { id, kind } of wanted) {
    const result = await tx
      .createQueryBuilder()
      .update(Attachment)
      .set({ caseId, kind, round })
      .where(
        `id = :id and (id = any(:fromDraft)
           or uploaded_by = :user and (owner is null or owner = any(:own)))
         and (case_id is null or case_id = :caseId)`,
        { id, user: caller.username, own: ownOrganisations(caller), caseId, fromDraft },
      )
      .execute();
    if (result.affected !== 1) throw refuse('E-00-11', { field: `attachments.${kind}` });
  }
}
