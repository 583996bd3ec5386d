import type { Deps } from '../../deps';
import { hasBegun, isOver } from '../../domain/disclosure';
import type { Publicity } from '../../entities';
import { refuse } from '../../errors';
import { findPublicity } from '../../records/publicity';

/**
 * What is published under a number.
 * @throws E-00-22 for what was never published, or is not yet, E-00-72 for what is no longer
 */
export async function published(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  id: string,
): Promise<Publicity> {
  const found = await findPublicity(db, id);
  const now = await clock.now();
  if (!found || !hasBegun(found, now)) throw refuse('E-00-22');
  if (found.state === 'WITHDRAWN' || isOver(found, now)) throw refuse('E-00-72');
  return found;
}
