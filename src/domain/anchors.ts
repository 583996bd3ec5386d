import { createHash } from 'node:crypto';
import { GENESIS_HASH } from './hash-chain';

/**
 * One line of the anchors: what the heads of the audit chains were at a moment. Kept outside of the
 * database, so that whoever rewrites the database is found.
 */
export interface Anchor {
  /** 1, 2, 3 … without gaps */
  n: number;
  /** when, by the clock of the machine (the one of the record can be moved) */
  at: string;
  /** digest of the line before */
  prev: string;
  /** which PostgreSQL it was: transactions are counted there */
  cluster: string;
  /** what earlier transactions changed is told up to here; null: not all is told yet */
  since: string | null;
  chains: number;
  events: number;
  /** heads that changed since the line before */
  heads: [chain: string, seq: number, hash: string][];
}

/** A line as it was read. */
export interface AnchorLine {
  digest: string;
  anchor: Anchor;
}

/** SHA-256 of the anchor, a space, and the anchor as JSON: `sha256sum` can check it. */
export function writeLine(anchor: Anchor): AnchorLine & { text: string } {
  const json = JSON.stringify(anchor);
  const digest = digestOf(json);
  return { anchor, digest, text: `${digest} ${json}\n` };
}

const LINE = /^([0-9a-f]{64}) (\{.*\})$/s;

/**
 * Reads a line, without its end. `unfinished` is one whose writing broke off: its JSON does not end.
 */
export function readLine(bytes: Buffer): AnchorLine | 'changed' | 'unfinished' {
  const [, digest, json] = LINE.exec(bytes.toString('utf8')) ?? [];
  if (!digest || !json) return 'unfinished';
  if (digestOf(bytes.subarray(digest.length + 1)) !== digest) return 'changed';
  return { digest, anchor: JSON.parse(json) as Anchor };
}

const digestOf = (json: string | Buffer) => createHash('sha256').update(json).digest('hex');

/** Number and digest that the line after this one builds on; undefined: it is the first. */
export function followOn(last: AnchorLine | undefined): Pick<Anchor, 'n' | 'prev'> {
  return { n: (last?.anchor.n ?? 0) + 1, prev: last?.digest ?? GENESIS_HASH };
}

/** Whether a line is the one that comes after another. */
export function follows({ anchor }: AnchorLine, last: AnchorLine | undefined): boolean {
  const { n, prev } = followOn(last);
  return anchor.n === n && anchor.prev === prev;
}
