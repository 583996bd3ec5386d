import type { EntityManager } from 'typeorm';
import type { CaseFile } from '../../entities';
import { ruleHits } from '../../records/rule-hits';
import type { RuleItem } from '../../web';

/** The rows of decision tables that matched for a case, oldest first: why it went where it went. */
export function ruleItems(db: EntityManager, file: CaseFile): Promise<RuleItem[]> {
  return ruleHits(db, file.id);
}
