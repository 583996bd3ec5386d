import type { EntityManager } from 'typeorm';
import { CaseFile } from '../entities';

/**
 * Holds a case until the transaction ends; whoever else wants to change it waits. Not "for update":
 * the steps that jobs note refer to the case's row, two jobs of a case would then deadlock.
 * @throws EntityNotFoundError if there is no such case
 */
export function lockCase(tx: EntityManager, id: string): Promise<CaseFile> {
  return tx.findOneOrFail(CaseFile, { where: { id }, lock: { mode: 'for_no_key_update' } });
}
