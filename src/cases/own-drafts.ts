import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { type Caller, ownOrganisations } from '../domain/identity';
import { Draft } from '../entities';
import { refuse, StrangerError } from '../errors';

const DRAFTS_AT_MOST = 100;

/** The drafts of a caller's organisations, the newest first. */
export function ownDrafts(db: EntityManager, caller: Caller, limit = DRAFTS_AT_MOST) {
  return db
    .getRepository(Draft)
    .createQueryBuilder('d')
    .where('d.organisation = any(:owners)', { owners: ownOrganisations(caller) })
    .orderBy('d.updatedAt', 'DESC')
    .addOrderBy('d.id')
    .limit(limit)
    .getMany();
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
 * @throws E-00-22 for a draft that is not there or of others
 */
export async function takeDraft(tx: EntityManager, id: string, caller: Caller): Promise<Draft> {
  const draft = await heldDraft(tx, id, caller);
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
