import type { EntityManager } from 'typeorm';
import { type CaseFile, RuleHit } from '../../entities';
import type { RuleItem } from '../../web';

/** The rows of decision tables that matched for a case, oldest first: why it went where it went. */
export function ruleItems(db: EntityManager, file: CaseFile): Promise<RuleItem[]> {
  return db.find(RuleHit, { where: { caseId: file.id }, order: { at: 'ASC', id: 'ASC' } });
}
