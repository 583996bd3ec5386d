import type { Deps } from '../../deps';
import type { Publicity } from '../../entities';
import { refuse } from '../../errors';
import { findPublicity } from '../../records/publicity';

/**
 * What is published under a number.
 * @throws E-00-22 for what was never published, E-00-72 for what is no longer
 */
export async function published({ db }: Pick<Deps, 'db'>, id: string): Promise<Publicity> {
  const found = await findPublicity(db, id);
  if (!found) throw refuse('E-00-22');
  if (found.state === 'WITHDRAWN') throw refuse('E-00-72');
  return found;
}
