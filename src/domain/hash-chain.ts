import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** What the first event of a chain carries as the hash of the one before it. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * One event as it was hashed in format 1: every field counts except `prevHash` (it enters separately)
 * and `hash`. Only JSON survives storage, so give JSON values, and instants as ISO strings.
 */
export interface ChainEvent {
  id: string;
  /** Place in its chain: 1, 2, 3 … without gaps. */
  seq: number;
  [field: string]: unknown;
}

/** What links an event to its chain, and whether it has the hash of its own content. */
export interface Link {
  id: string;
  seq: number;
  prevHash: string;
  hash: string;
  sound: boolean;
}

/** What was noted about the newest event; null: the note is gone. */
export type Head = { seq: number; hash: string } | null;

/** `headless`: the chain goes on after its head, or has none. */
export type ChainResult =
  | { ok: true; count: number }
  | {
      ok: false;
      seq: number;
      id: string | null;
      reason: 'changed' | 'missing' | 'reordered' | 'headless';
    };

/** JSON with one spelling only: RFC 8785 (JCS), so that other tools can check a hash too. */
export function canonicalJson(value: unknown): string {
  // Through JSON first: what is hashed is what storage gives back (no undefined, dates as text).
  return canonicalize(JSON.parse(JSON.stringify(value)));
}

/** SHA-256 (hex) over the previous event's hash and this event's content: format 1. */
export function eventHash(prevHash: string, event: ChainEvent): string {
  const { prevHash: _prev, hash: _hash, ...content } = event;
  return sha256(`${prevHash}\n${canonicalJson(content)}`);
}

/**
 * An event as PostgreSQL stores it: each column as the text that PostgreSQL gives of it, `at` as its
 * seconds since 1970 with all six decimals. Null only where somebody took a constraint away.
 */
export interface StoredEvent {
  format: string | null;
  prev_hash: string | null;
  id: string | null;
  chain: string | null;
  seq: string | null;
  /** the transaction that wrote the event; null in format 1 */
  tx: string | null;
  at: string | null;
  actor: string | null;
  actor_name: string | null;
  organisation: string | null;
  action: string | null;
  entity: string | null;
  detail: string | null;
  request_id: string | null;
}

/** What the hash of format 2 is over, in this order. */
const HASHED = [
  ...['prev_hash', 'id', 'chain', 'seq', 'tx', 'at', 'actor', 'actor_name', 'organisation'],
  ...['action', 'entity', 'detail', 'request_id'],
] as (keyof StoredEvent)[];

/**
 * The hash that a stored event must carry, by its format; null where no event of that format can
 * look so. Format 2 is SHA-256 over the line `audit event 2` and each field as its length in bytes,
 * a colon, its text and the end of a line.
 */
export function storedHash(event: StoredEvent): string | null {
  if (event.format === '1') return hashOfFormat1(event);
  if (event.format !== '2' || HASHED.some((name) => event[name] === null)) return null;
  const fields = HASHED.map((name) => event[name] ?? '');
  const spelled = fields.map((text) => `${Buffer.byteLength(text)}:${text}\n`);
  return sha256(`audit event 2\n${spelled.join('')}`);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Format 1 was written from JavaScript, so it holds whole milliseconds and numbers that JavaScript
 * writes so; anything else was put there later, although its hash would not show it.
 */
function hashOfFormat1({ format: _format, tx, prev_hash, ...event }: StoredEvent): string | null {
  const { at, detail, seq, ...texts } = event;
  const [, seconds = '', milliseconds = ''] = /^(-?\d+)\.(\d{3})000$/.exec(at ?? '') ?? [];
  const instant = new Date(seconds === '' ? Number.NaN : Number(`${seconds}${milliseconds}`));
  const { id, ...others } = texts;
  if (tx !== null || prev_hash === null || detail === null || id === null) return null;
  if (Number.isNaN(instant.getTime()) || !hasOwnNumbers(detail)) return null;
  return eventHash(prev_hash, {
    ...others,
    ...{ id, seq: Number(seq), at: instant.toISOString(), detail: JSON.parse(detail) },
  });
}

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?/g;

/** Whether every number in the text of a jsonb is spelled as one that came from JavaScript. */
function hasOwnNumbers(json: string): boolean {
  const numbers = (json.match(TOKENS) ?? []).filter((token) => !token.startsWith('"'));
  return numbers.every((token) => decimal(Number(token)) === token);
}

/** A number without exponent, as jsonb stores it. */
function decimal(value: number): string {
  const [digits = '', exponent] = String(value).split('e');
  if (exponent === undefined) return digits;
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(digits) ?? [];
  const all = `${whole}${fraction}`;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return (
    sign +
    (point < all.length ? `${all.slice(0, point)}.${all.slice(point)}` : all.padEnd(point, '0'))
  );
}

/** A check of one chain that is told its events one after another. */
export interface ChainWalk {
  /**
   * @param elsewhere whether an event of that number comes later: then it is not missing
   */
  step(link: Link, elsewhere?: (seq: number) => boolean): void;
  /**
   * What is the matter with the chain; the first fault counts.
   * @param head undefined: nobody noted one
   */
  end(head?: Head): ChainResult;
}

/** Begins to check a chain. */
export function walkChain(): ChainWalk {
  let previous: Link | null = null;
  let fault: ChainResult | null = null;
  let count = 0;
  return {
    step(link, elsewhere = () => false) {
      count += 1;
      fault ??= faultOf(link, previous, elsewhere);
      previous = link;
    },
    end: (head) => fault ?? faultOfHead(previous, head) ?? { ok: true, count },
  };
}

function faultOf(
  link: Link,
  previous: Link | null,
  elsewhere: (seq: number) => boolean,
): ChainResult | null {
  const expected = (previous?.seq ?? 0) + 1;
  const { seq, id } = link;
  if (seq !== expected)
    return seq < expected || elsewhere(expected)
      ? { ok: false, seq, id, reason: 'reordered' }
      : { ok: false, seq: expected, id: null, reason: 'missing' };
  if (!link.sound) return { ok: false, seq, id, reason: 'changed' };
  if (link.prevHash === (previous?.hash ?? GENESIS_HASH)) return null;
  // A right hash of its own but another predecessor: the one before it was rewritten whole.
  const culprit = previous ?? link;
  return { ok: false, seq: culprit.seq, id: culprit.id, reason: 'changed' };
}

function faultOfHead(last: Link | null, head: Head | undefined): ChainResult | null {
  if (head === undefined) return null;
  if (!last) return { ok: false, seq: 1, id: null, reason: 'missing' };
  const { seq, id } = last;
  if (head === null || head.seq < seq) return { ok: false, seq, id, reason: 'headless' };
  if (head.seq > seq) return { ok: false, seq: seq + 1, id: null, reason: 'missing' };
  return head.hash === last.hash ? null : { ok: false, seq, id, reason: 'changed' };
}

/**
 * Checks one chain, given in the order in which it was written, and names the first event that is
 * wrong (`id` null: the event is not there, `seq` says which).
 *
 * `head` is what was noted elsewhere about the last event. Without it the removal of the newest
 * events cannot be seen: what is left is a whole chain.
 */
export function verifyLinks(links: readonly Link[], head?: Head): ChainResult {
  const walk = walkChain();
  const elsewhere = (seq: number) => links.some((other) => other.seq === seq);
  for (const link of links) walk.step(link, elsewhere);
  return walk.end(head);
}
