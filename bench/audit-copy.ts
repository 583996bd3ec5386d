import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource, EntityManager } from 'typeorm';
import { GENESIS_HASH, type StoredEvent, storedHash } from '../src/domain/hash-chain';
import { anchorFiles, newestLine } from '../src/records/anchor-files';
import { appendAnchor } from '../src/records/audit-anchors';
import { type RecordCheck, verifyContent } from '../src/records/record-verify';

/** An event of the copy. */
export type CopiedEvent = { [column in keyof StoredEvent]: string } & { hash: string };

/** Numbers from 0 up to 1. */
export type Random = () => number;

export const pick = <T>(list: readonly T[], random: Random): T =>
  list[Math.floor(random() * list.length)] as T;
export const upTo = (n: number, random: Random) => Math.floor(random() * n);

/** What an attacker has before him. */
export interface Copy {
  tx: EntityManager;
  /** the folder of the anchors */
  dir: string;
  /** digest of the newest line, as an operator keeps it */
  kept: string;
  random: Random;
  events(): Promise<CopiedEvent[]>;
  chain(name: string): Promise<CopiedEvent[]>;
  names(): Promise<string[]>;
}

const COPIED_CHAINS = 40;
const ALL_CHAINS = 80;
/** Tables of the session alone: what is asked for by name is found here first. */
const TABLES = (schema: string) => `
  create temp table audit_event as select * from ${schema}.audit_event where chain in (
    select chain from ${schema}.audit_head order by md5(chain) limit ${COPIED_CHAINS});
  create temp table audit_head as select * from ${schema}.audit_head where chain in (
    select chain from audit_event);`;

/**
 * Copies some of the chains, beside generated ones of both formats, into tables without triggers that
 * end with the transaction, and anchors them twice: an older state is kept as `older_event` and
 * `older_head`.
 * @param db another connection than that of the transaction
 */
export async function withCopy<T>(
  { tx, db, random }: { tx: EntityManager; db: DataSource; random: Random },
  work: (copy: Copy) => Promise<T>,
): Promise<T> {
  const [{ schema }] = await tx.query('select quote_ident(current_schema()) as schema');
  await tx.query(TABLES(schema));
  const [{ xid }] = await tx.query('select pg_current_xact_id()::text as xid');
  // a later transaction ends: only then are those of before told to the anchors
  await db.query('select pg_current_xact_id()');
  const dir = mkdtempSync(join(tmpdir(), 'zjf-anchors-'));
  try {
    const [{ count }] = await tx.query('select count(*)::int as count from audit_head');
    const begun: CopiedEvent[] = [];
    for (let n = count; n < ALL_CHAINS; n += 1)
      begun.push(
        await grow(tx, { random, xid, chain: `case:${uuid(random)}`, format: n % 4 ? '2' : '1' }),
      );
    await appendAnchor(tx, dir, undefined, new Date());
    await tx.query(`create temp table older_event as table audit_event;
      create temp table older_head as table audit_head`);
    for (const last of begun) if (random() < 0.5) await grow(tx, { random, xid, last });
    for (let n = 0; n < 5; n += 1)
      await grow(tx, { random, xid, chain: `case:${uuid(random)}`, format: '2' });
    const { digest } = await appendAnchor(tx, dir, await newestLine(dir), new Date());
    return await work({
      ...{ tx, dir, random, kept: digest },
      events: () => read(tx, 'order by e.chain, e.seq'),
      chain: (name) => readChain(tx, name),
      names: async () =>
        (await tx.query('select chain from audit_head order by chain')).map(
          ({ chain }: { chain: string }) => chain,
        ),
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The events of a chain in their order. */
export const readChain = (tx: EntityManager, chain: string): Promise<CopiedEvent[]> =>
  read(tx, 'where e.chain = $1 order by e.seq', [chain]);

const read = (tx: EntityManager, rest: string, values: string[] = []): Promise<CopiedEvent[]> =>
  tx.query(
    `select format::text, prev_hash, id::text, chain, seq::text, tx::text,
       extract(epoch from at)::text as at, actor, actor_name, organisation, action, entity,
       detail::text, request_id, hash from audit_event e ${rest}`,
    values,
  );

/** What `npm run audit:verify` finds in the copy. */
export async function check({ tx, dir, kept }: Copy): Promise<RecordCheck> {
  return verifyContent(tx, await anchorFiles(dir), kept);
}

/** An event with another content, number or predecessor, and the hash that it must have then. */
export function hashed(event: CopiedEvent, change: Partial<CopiedEvent>): CopiedEvent {
  const changed = { ...event, ...change };
  const { hash: _hash, ...content } = changed;
  return { ...changed, hash: storedHash(content) ?? event.hash };
}

/** Events as one chain, each with the right number, predecessor and hash. */
export function linked(events: CopiedEvent[]): CopiedEvent[] {
  let prev = GENESIS_HASH;
  return events.map((event, index) => {
    const next = hashed(event, { seq: String(index + 1), prev_hash: prev });
    prev = next.hash;
    return next;
  });
}

/** Writes events as they are. */
export async function insert(tx: EntityManager, events: CopiedEvent[]): Promise<void> {
  for (const event of events)
    await tx.query(
      `insert into audit_event (format, prev_hash, id, chain, seq, tx, at, actor, actor_name,
         organisation, action, entity, detail, request_id, hash)
       values ($1, $2, $3, $4, $5, $6, timestamptz 'epoch' + ($7 || ' seconds')::interval,
         $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[event.format, event.prev_hash, event.id, event.chain, event.seq, event.tx, event.at],
        ...[event.actor, event.actor_name, event.organisation, event.action, event.entity],
        ...[event.detail, event.request_id, event.hash],
      ],
    );
}

/** Puts these events in the place of a chain, and its head on the last. */
export async function replace(tx: EntityManager, chain: string, to: CopiedEvent[]): Promise<void> {
  await tx.query('delete from audit_event where chain = $1', [chain]);
  await insert(tx, to);
  await tx.query('delete from audit_head where chain = $1', [chain]);
  const last = to.at(-1);
  if (last)
    await tx.query('insert into audit_head (chain, seq, hash) values ($1, $2, $3)', [
      ...[last.chain, last.seq, last.hash],
    ]);
}

/** Lets a chain grow by some events, today's format after whatever it has, or begin; its newest one. */
async function grow(
  tx: EntityManager,
  given: { random: Random; xid: string } & (
    | { chain: string; format: string }
    | { last: CopiedEvent }
  ),
): Promise<CopiedEvent> {
  const { random, xid } = given;
  const [chain, format] = 'last' in given ? [given.last.chain, '2'] : [given.chain, given.format];
  const known = 'last' in given ? await readChain(tx, chain) : [];
  const fresh = Array.from({ length: 2 + upTo(9, random) }, () =>
    invented({ random, chain, format, xid }),
  );
  const all = linked([...known, ...fresh]);
  await replace(tx, chain, all);
  // what PostgreSQL made of it is what the hash is over
  await replace(tx, chain, linked(await readChain(tx, chain)));
  return (
    await read(tx, 'where e.chain = $1 order by e.seq desc limit 1', [chain])
  )[0] as CopiedEvent;
}

const PEOPLE = ['赵一', '钱二', '孙三', '李四', 'Zoë'];
const ACTIONS = ['case.submitted', 'decision.recorded', 'deadline.computed', 'library.written'];

function invented(of: { random: Random; chain: string; format: string; xid: string }): CopiedEvent {
  const { random, chain, format, xid } = of;
  const number = upTo(1e6, random) / (random() < 0.5 ? 1 : 100);
  const detail = {
    ...{ act: 'REVIEW', number, list: [1, number, '甲', null], late: random() < 0.5 },
    after: { status: pick(['ENTERED', 'RETURNED'], random), round: 1 + upTo(3, random) },
    opinion: random() < 0.2 ? '' : `资料齐全 ${uuid(random).slice(0, 5)}`,
  };
  const at = 1790000000 + upTo(1e6, random);
  const part = String(upTo(1000, random)).padStart(3, '0');
  return {
    ...{ format, chain, prev_hash: GENESIS_HASH, seq: '1', hash: '', id: uuid(random) },
    tx: format === '2' ? xid : (null as never),
    at: `${at}.${part}${format === '2' ? String(upTo(1000, random)).padStart(3, '0') : '000'}`,
    ...{ actor: `p${upTo(50, random)}`, actor_name: pick(PEOPLE, random) },
    ...{ organisation: `county-${upTo(9, random)}`, action: pick(ACTIONS, random) },
    ...{ entity: chain, detail: JSON.stringify(detail), request_id: uuid(random) },
  };
}

export const uuid = (random: Random) =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => upTo(16, random).toString(16));
