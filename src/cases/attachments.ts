import type { EntityManager } from 'typeorm';
import { type Caller, ownOrganisations, PUBLIC } from '../domain/identity';
import { Attachment, type CaseFile } from '../entities';
import { refuse } from '../errors';

/** Whose files a submission may hand in besides the caller's own. */
interface Others {
  /** files of the draft that is handed in, whoever of the colleagues uploaded them */
  fromDraft?: string[];
  /** of a correction: the organisation that handed the case in, or that which stands for a person */
  applicant?: string;
}

/**
 * Ties uploaded files to a case. A file belongs to whoever uploaded it, as long as they belong to the
 * organisation that they uploaded it for, and to one case only. A correction may hand in the files of
 * earlier rounds again, and what any colleague uploaded for the applicant. Files of those without log-in
 * belong to the address they came from; their door takes none but those that come with the submission.
 * @param to the case, and the round that the files are handed in with
 * @throws E-00-11 for a file that is unknown, somebody else's, or already part of another case
 */
export async function bindAttachments(
  tx: EntityManager,
  { id: caseId, round }: Pick<CaseFile, 'id' | 'round'>,
  wanted: { id: string; kind: string }[],
  caller: Caller,
  { fromDraft = [], applicant = '' }: Others = {},
): Promise<void> {
  for (const { id, kind } of wanted) {
    const result = await tx
      .createQueryBuilder()
      .update(Attachment)
      .set({ caseId, kind, round })
      .where(
        `id = :id and (case_id = :caseId or case_id is null and
           (id = any(:fromDraft) or owner = :applicant
            or uploaded_by = :user and (:isPublic or owner is null or owner = any(:own))))`,
        {
          ...{ id, user: caller.username, own: ownOrganisations(caller), caseId, fromDraft },
          ...{ applicant, isPublic: caller.username === PUBLIC.username },
        },
      )
      .execute();
    if (result.affected !== 1) throw refuse('E-00-11', { field: `attachments.${kind}` });
  }
}
