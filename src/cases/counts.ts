import { COMMON_VISIBILITY, type ENTRY, type Told } from '../facts/catalog';
import type { ReleaseView } from '../records/releases';

/** Whether an entry counts for qualifications, which outside systems draw, and why it does or not. */
export interface Counts {
  drawable: boolean;
  /** for people, Chinese */
  reason: string;
}

/** What of an entry is looked at. */
interface Entry {
  library: string;
  kind: string;
  status: string;
  marks: string[];
  over: boolean;
}

/**
 * Asks the decision `common-visibility` (DT-18) of a release about an entry.
 * @throws Error where the decision says nothing of it
 */
export async function countsOf(
  release: ReleaseView,
  { library, kind, status, marks, over }: Entry,
): Promise<Counts> {
  const facts = { library, kind, status, marks, over } satisfies Told<typeof ENTRY>;
  const { output } = await release.evaluate(COMMON_VISIBILITY, facts);
  const { drawable, reason } = (output ?? {}) as Partial<Counts>;
  if (typeof drawable !== 'boolean' || typeof reason !== 'string')
    throw new Error(`${COMMON_VISIBILITY} says nothing of ${kind} ${status}`);
  return { drawable, reason };
}
