import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { cursorsOf } from '../domain/cursor';
import { type Caller, ownOrganisations } from '../domain/identity';
import { Draft } from '../entities';
import { refuse, StrangerError } from '../errors';

/** Where the list of drafts goes on. */
export const draftCursors = cursorsOf('drafts', 'instant', 'text');

/**
 * The drafts of a caller's organisations, those that were saved last first.
 * @param after read by `draftCursors`
 */
export async function ownDrafts(
  db: EntityManager,
  caller: Caller,
  { limit, after }: { limit: number; after?: string[] | undefined },
): Promise<{ drafts: Draft[]; next: string | null }> {
  const query = db
    .getRepository(Draft)
    .createQueryBuilder('d')
    .where('d.organisation = any(:owners)', { owners: ownOrganisations(caller) })
    .orderBy('d.updatedAt', 'DESC')
    .addOrderBy('d.id', 'DESC')
    .limit(limit + 1);
  const [at, id] = after ?? [];
  if (at && id) query.andWhere('(d.updatedAt, d.id::text) < (:at, :id)', { at, id });
  const found = await query.getMany();
  const drafts = found.slice(0, limit);
  const last = drafts.at(-1);
  const isMore = last && found.length > drafts.length;
  return {
    drafts,
    next: isMore ? draftCursors.write([last.updatedAt.toISOString(), last.id]) : null,
  };
}

/** A draft of a caller's organisations. @throws E-00-22 otherwise */
export function ownDraft(db: EntityManager, id: string, caller: Caller): Promise<Draft> {
  return orRefuse(db, id, ownDraftQuery(db, id, caller));
}

/** A draft that nobody else changes or takes before the transaction ends. @throws E-00-22 */
export function heldDraft(tx: EntityManager, id: string, caller: Caller): Promise<Draft> {
  return orRefuse(tx, id, ownDraftQuery(tx, id, caller).setLock('pessimistic_write'));
}

function ownDraftQuery(db: EntityManager, id: string, caller: Caller): SelectQueryBuilder<Draft> {
  return db
    .getRepository(Draft)
    .createQueryBuilder('d')
    .where('d.id = :id and d.organisation = any(:owners)', {
      id,
      owners: ownOrganisations(caller),
    });
}

async function orRefuse(
  db: EntityManager,
  id: string,
  query: SelectQueryBuilder<Draft>,
): Promise<Draft> {
  const draft = await query.getOne();
  if (draft) return draft;
  throw (await db.existsBy(Draft, { id })) ? new StrangerError(`draft:${id}`) : refuse('E-00-22');
}

/**
 * Takes a draft away, once: of two who do so at the same moment one finds none.
 * @param look looks at it first; what it throws leaves the draft where it is
 * @throws E-00-22 for a draft that is not there or of others
 */
export async function takeDraft(
  tx: EntityManager,
  id: string,
  caller: Caller,
  look: (draft: Draft) => Promise<unknown>,
): Promise<Draft> {
  const draft = await heldDraft(tx, id, caller);
  await look(draft);
  await tx.delete(Draft, { id });
  return draft;
}

/** Is the file part of a draft of a caller's organisations? */
export async function inOwnDraft(
  db: EntityManager,
  attachmentId: string,
  caller: Caller,
): Promise<boolean> {
  const rows: unknown[] = await db.query(
    'select 1 from draft where organisation = any($1) and attachments @> $2::jsonb limit 1',
    [ownOrganisations(caller), JSON.stringify([{ id: attachmentId }])],
  );
  return rows.length > 0;
}
