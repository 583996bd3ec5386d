import type { Deps } from '../deps';
import { type Caller, enterpriseGroup } from '../domain/identity';
import { appendAudit } from '../records/audit';
import { type OwnEntry, ownEntries } from '../records/library';
import { countsOf } from './counts';

/** What an outside system asks for. */
export interface Extraction {
  library: string;
  /** unified social credit code of the enterprise whose entries they are */
  enterprise: string;
  limit: number;
  after?: string[] | undefined;
}

/**
 * Entries of an enterprise in a library that an outside system may draw now, which the decision
 * `common-visibility` of the release in force says of each kind, status and marks. What was drawn by whom
 * stands in the audit trail.
 */
export async function extract(
  { db, releases, clock }: Pick<Deps, 'db' | 'releases' | 'clock'>,
  caller: Caller,
  { library, enterprise, limit, after }: Extraction,
  requestId: string,
): Promise<{ entries: OwnEntry[]; next: string | null }> {
  const release = await releases.current();
  const owner = enterpriseGroup(enterprise);
  const now = await clock.now();
  const found = await ownEntries(db.manager, { library, owner, limit, after, now });
  const counts = await Promise.all(
    found.entries.map((entry) => countsOf(release, { library, ...entry })),
  );
  const entries = found.entries.filter((_, i) => counts[i]?.drawable);
  await db.transaction((tx) =>
    appendAudit(tx, {
      ...{
        caseId: null,
        at: now,
        action: 'library.extracted',
        entity: `library:${library}`,
        requestId,
      },
      actor: { user: caller.username, name: caller.name, organisation: '-' },
      detail: { enterprise, keys: entries.map(({ kind, key }) => `${kind}:${key}`) },
    }),
  );
  return { entries, next: found.next };
}
