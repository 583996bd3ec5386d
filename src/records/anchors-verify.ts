import type { EntityManager } from 'typeorm';
import { type AnchorLine, follows } from '../domain/anchors';
import { type AnchorFile, linesOf } from './anchor-files';

/** What the anchors say of the record. */
export interface AnchorsCheck {
  lines: number;
  newest: (AnchorLine & { path: string }) | undefined;
  /** whether the line that somebody kept is there */
  kept: boolean;
  /** in words, the first of each chain */
  faults: string[];
}

/**
 * Checks the lines of anchors among each other, and that each head they tell is still in the record,
 * as the event of that number with that hash.
 * @param tx a transaction that began after `files` were listed: they know nothing that it does not
 * @param keep digest of a line that was noted elsewhere: a file cut off before it shows
 */
export async function verifyAnchors(
  tx: EntityManager,
  files: AnchorFile[],
  keep?: string,
): Promise<AnchorsCheck> {
  const check: AnchorsCheck = { lines: 0, newest: undefined, kept: !keep, faults: [] };
  const named = new Set<string>();
  for (const file of files) {
    // one that is not whole is the work of a writer that was ended, if a whole one comes after it
    let unfinished: string | undefined;
    for await (const read of linesOf(file)) {
      const where = `${file.path}, line ${read.number}`;
      if (typeof read.line === 'string') {
        if (unfinished || read.line === 'changed') check.faults.push(`${where}: changed`);
        unfinished = read.line === 'unfinished' && read.ended ? where : undefined;
        continue;
      }
      unfinished = undefined;
      if (!follows(read.line, check.newest))
        check.faults.push(`${where}: does not follow the line before it, one is missing or moved`);
      check.lines += 1;
      check.newest = { ...read.line, path: file.path };
      check.kept ||= read.line.digest === keep;
      for (const fault of await misfits(tx, read.line)) {
        if (named.has(fault.chain)) continue;
        named.add(fault.chain);
        check.faults.push(
          `${fault.chain}: event ${fault.seq} is not the one that was anchored (${where})`,
        );
      }
    }
    if (unfinished) check.faults.push(`${unfinished}: changed`);
  }
  if (!check.kept) check.faults.push(`the line with the digest ${keep} is gone from the anchors`);
  return check;
}

/** The heads of a line that are not in the record. */
async function misfits(
  tx: EntityManager,
  { anchor: { heads } }: AnchorLine,
): Promise<{ chain: string; seq: number }[]> {
  if (heads.length === 0) return [];
  return tx.query(
    `select a.chain, a.seq from unnest($1::text[], $2::int[], $3::text[]) a (chain, seq, hash)
     where not exists (select 1 from audit_event e
       where e.chain = a.chain and e.seq = a.seq and e.hash = a.hash)`,
    [heads.map(([chain]) => chain), heads.map(([, seq]) => seq), heads.map(([, , hash]) => hash)],
  );
}
