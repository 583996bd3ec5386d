import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** What the first event of a chain carries as the hash of the one before it. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * One event as it is hashed: every field counts except `prevHash` (it enters separately) and
 * `hash`. Only JSON survives storage, so give JSON values, and instants as ISO strings.
 */
export interface ChainEvent {
  id: string;
  /** Place in its chain: 1, 2, 3 … without gaps. */
  seq: number;
  [field: string]: unknown;
}

/** An event as stored. */
export interface ChainedEvent extends ChainEvent {
  prevHash: string;
  hash: string;
}

export type ChainResult =
  | { ok: true; count: number }
  | { ok: false; seq: number; id: string | null; reason: 'changed' | 'missing' | 'reordered' };

/** JSON with one spelling only: RFC 8785 (JCS), so that other tools can check a hash too. */
export function canonicalJson(value: unknown): string {
  // Through JSON first: what is hashed is what storage gives back (no undefined, dates as text).
  return canonicalize(JSON.parse(JSON.stringify(value)));
}

/** SHA-256 (hex) over the previous event's hash and this event's content. */
export function eventHash(prevHash: string, event: ChainEvent): string {
  const { prevHash: _prev, hash: _hash, ...content } = event;
  return createHash('sha256')
    .update(`${prevHash}\n${canonicalJson(content)}`)
    .digest('hex');
}

/**
 * Checks one chain, given in the order in which it was written, and names the first event that is
 * wrong (`id` null: the event is not there, `seq` says which).
 *
 * `head` is what was noted elsewhere about the last event. Without it the removal of the newest
 * events cannot be seen: what is left is a whole chain.
 */
export function verifyChain(
  events: readonly ChainedEvent[],
  head?: { seq: number; hash: string },
): ChainResult {
  let previous: ChainedEvent | null = null;
  for (const event of events) {
    const expected: number = (previous?.seq ?? 0) + 1;
    const { seq, id } = event;
    if (seq !== expected) {
      const elsewhere = seq < expected || events.some((other) => other.seq === expected);
      return elsewhere
        ? { ok: false, seq, id, reason: 'reordered' }
        : { ok: false, seq: expected, id: null, reason: 'missing' };
    }
    if (eventHash(event.prevHash, event) !== event.hash) {
      return { ok: false, seq, id, reason: 'changed' };
    }
    // A right hash of its own but another predecessor: the one before it was rewritten whole.
    if (event.prevHash !== (previous?.hash ?? GENESIS_HASH)) {
      const culprit: ChainedEvent = previous ?? event;
      return { ok: false, seq: culprit.seq, id: culprit.id, reason: 'changed' };
    }
    previous = event;
  }
  return verifyHead(previous, events.length, head);
}

function verifyHead(
  last: ChainedEvent | null,
  count: number,
  head: { seq: number; hash: string } | undefined,
): ChainResult {
  const seq = last?.seq ?? 0;
  if (head && head.seq > seq) return { ok: false, seq: seq + 1, id: null, reason: 'missing' };
  if (head && last && head.hash !== last.hash) {
    return { ok: false, seq, id: last.id, reason: 'changed' };
  }
  return { ok: true, count };
}
