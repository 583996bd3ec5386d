import type { DataSource, EntityManager } from 'typeorm';
import { type AnchorFile, anchorFiles } from './anchor-files';
import { type AnchorsCheck, verifyAnchors } from './anchors-verify';
import { verifyColumns, verifyGuard } from './audit-guard-verify';
import { type ChainCheck, verifyChains } from './audit-verify';

/** What a check of the whole audit trail found. */
export interface RecordCheck {
  chains: number;
  broken: number;
  /** in the chains that hold */
  events: number;
  anchors: AnchorsCheck;
  /** in words: chains, anchors, tables, rights */
  faults: string[];
}

/**
 * Checks the audit trail: tables and their guard, every chain, the anchors, and the chains against
 * them, all as of one moment.
 * @param db as the user of the application, whose rights are checked, too
 * @param dir the folder of the anchors
 * @param keep digest of a line of the anchors that was noted elsewhere
 */
export async function verifyRecord(
  db: DataSource,
  dir: string,
  keep?: string,
): Promise<RecordCheck> {
  // first: what is written later may tell of events that the transaction does not see
  const files = await anchorFiles(dir);
  return db.transaction('REPEATABLE READ', async (tx) => {
    const check = await verifyContent(tx, files, keep);
    check.faults.push(...(await verifyGuard(tx)));
    if (check.chains > 0 && !check.anchors.newest)
      check.faults.push(`there are no anchors in ${dir}: AUDIT_ANCHOR_DIR says where they are`);
    return check;
  });
}

/** The check without that of the guard: of a copy of the tables, too. */
export async function verifyContent(
  tx: EntityManager,
  files: AnchorFile[],
  keep?: string,
): Promise<RecordCheck> {
  const columns = await verifyColumns(tx);
  const check: RecordCheck = {
    ...{ chains: 0, broken: 0, events: 0, faults: columns },
    anchors: { lines: 0, newest: undefined, kept: true, faults: [] },
  };
  // what is not as it was made cannot be read as that
  if (columns.length > 0) return check;
  for await (const chain of verifyChains(tx)) {
    check.chains += 1;
    if (chain.ok) check.events += chain.count;
    else {
      check.broken += 1;
      check.faults.push(told(chain));
    }
  }
  check.anchors = await verifyAnchors(tx, files, keep);
  check.faults.push(...check.anchors.faults);
  return check;
}

function told(check: Extract<ChainCheck, { ok: false }>): string {
  return `${check.chain}: event ${check.seq} (row ${check.id ?? 'gone'}) ${check.reason}`;
}
