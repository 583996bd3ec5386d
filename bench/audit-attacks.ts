import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { readLine, writeLine } from '../src/domain/anchors';
import { GENESIS_HASH } from '../src/domain/hash-chain';
import { seeded } from '../test/harness/kills';
import {
  type CopiedEvent,
  type Copy,
  check,
  hashed,
  insert,
  linked,
  pick,
  replace,
  upTo,
  uuid,
  withCopy,
} from './audit-copy';

/** What came of so many attacks. */
export interface Attacked {
  kinds: Map<string, { tried: number; found: number }>;
  /** what was not found, in words */
  missed: string[];
}

/** Does something to the copy, and says what. */
type Attack = (copy: Copy) => Promise<string>;

/** The tables, the files of the anchors, and the types of the columns. */
const FINGERPRINT = `
  select md5(concat(
    (select string_agg(e::text, '|' order by e::text) from audit_event e),
    (select string_agg(h::text, '|' order by h::text) from audit_head h),
    (select string_agg(attname || format_type(atttypid, atttypmod), ',' order by attnum) from pg_attribute
     where attrelid in (to_regclass('audit_event'), to_regclass('audit_head'))))) as print`;

/**
 * Attacks a copy of the audit tables so many times, each time the untouched copy, as somebody who is
 * superuser of the database and may also write the anchors; looks each time whether
 * `npm run audit:verify` finds it.
 */
export async function attackCopies(
  db: DataSource,
  { attacks, seed }: { attacks: number; seed: number },
): Promise<Attacked> {
  const result: Attacked = { kinds: new Map(), missed: [] };
  const runner = db.createQueryRunner();
  await runner.startTransaction();
  try {
    await withCopy({ tx: runner.manager, db, random: seeded(seed) }, async (copy) => {
      const { faults } = await check(copy);
      if (faults.length > 0) throw new Error(`the copy does not hold:\n${faults.join('\n')}`);
      const kinds = Object.entries(KINDS);
      for (let n = 0; n < attacks; ) {
        // each kind in turn, so that none is left out
        const [kind, attack] = kinds[n % kinds.length] as [string, Attack];
        const said = await attackOnce(copy, attack);
        // by chance nothing was changed: that is no attack
        if (!said) continue;
        n += 1;
        const sum = result.kinds.get(kind) ?? { tried: 0, found: 0 };
        result.kinds.set(kind, sum);
        sum.tried += 1;
        if (said.found) sum.found += 1;
        else result.missed.push(`${kind}: ${said.what}`);
      }
    });
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
  return result;
}

async function attackOnce(
  copy: Copy,
  attack: Attack,
): Promise<{ what: string; found: boolean } | undefined> {
  const { tx, dir } = copy;
  const files = readdirSync(dir).map((name) => [name, readFileSync(join(dir, name))] as const);
  const print = async () => {
    const [row]: { print: string }[] = await tx.query(FINGERPRINT);
    const left = readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), 'hex')]);
    return JSON.stringify([row?.print, left]);
  };
  const before = await print();
  await tx.query('savepoint attack');
  try {
    const what = await attack(copy);
    if ((await print()) === before) return undefined;
    const { faults } = await check(copy);
    return { what, found: faults.length > 0 };
  } finally {
    await tx.query('rollback to savepoint attack');
    for (const name of readdirSync(dir)) rmSync(join(dir, name));
    for (const [name, text] of files) writeFileSync(join(dir, name), text);
  }
}

const someEvent = async ({ events, random }: Copy) => pick(await events(), random);
const someName = async ({ names, random }: Copy) => pick(await names(), random);
const someChain = async (copy: Copy) => copy.chain(await someName(copy));
const where = ({ chain, seq }: CopiedEvent) => `${chain} event ${seq}`;

/** Updates one event as it is told. */
function update({ tx }: Copy, { id }: CopiedEvent, set: string, value?: unknown): Promise<unknown> {
  const values = value === undefined ? [id] : [id, value];
  return tx.query(`update audit_event set ${set} where id = $1`, values);
}

/** One character of a text becomes its neighbour, comes or goes, or gets the look of another. */
function oneCharacter(text: string, random: () => number): string {
  const at = upTo(text.length + 1, random);
  const [head, tail] = [text.slice(0, at), text.slice(at)];
  const changed = [
    `${head} ${tail}`,
    `${head}\u200b${tail}`,
    head + tail.slice(1),
    head +
      String.fromCodePoint((tail.codePointAt(0) ?? 64) + 1) +
      tail.slice((tail.codePointAt(0) ?? 0 > 0xffff) ? 2 : 1),
    text.normalize('NFD'),
    text.toUpperCase(),
  ];
  return pick(changed, random);
}

/** One hexadecimal digit becomes another. */
function oneDigit(text: string, random: () => number): string {
  const places = [...text].flatMap((c, at) => (/[0-9a-f]/.test(c) ? [at] : []));
  const at = pick(places, random);
  const other = ((Number.parseInt(text[at] ?? '0', 16) + 1 + upTo(15, random)) % 16).toString(16);
  return text.slice(0, at) + other + text.slice(at + 1);
}

/** The smallest changes of a JSON that PostgreSQL stores otherwise. */
function oneOfDetail(detail: string, random: () => number): string {
  const changes = [
    // a number beyond what JavaScript tells apart
    () => detail.replace(/(?<=[ [])(-?\d+)(?=[,\]}])/, '$1.0'),
    () => detail.replace(/(?<=[ [])(-?\d+\.\d+)(?=[,\]}])/, '$10'),
    () => detail.replace(/(?<=[ [])(-?\d+)(?=[,\]}])/, '$1.00000000000000000000000001'),
    () => detail.replace(/(\d)(?=[,\]}])/, (d) => String((Number(d) + 1) % 10)),
    () => detail.replace(/"([^"\\]+)":/, '"$1 ":'),
    () => detail.replace(/: "([^"\\]*)"/, ': "$1."'),
    () => detail.replace(/false/, 'true'),
    () => detail.replace(/}$/, `${detail === '{}' ? '' : ', '}"more": null}`),
    () => detail.replace(/null/, '0'),
  ];
  return pick(changes, random)();
}

const TEXTS = [
  ...['chain', 'actor', 'actor_name', 'organisation', 'action', 'entity'],
  'request_id',
] as const;

/** The smallest change of each column. */
const columns: Record<string, Attack> = {
  'an instant by 1 µs': async (copy) => {
    const event = await someEvent(copy);
    const sign = copy.random() < 0.5 ? '+' : '-';
    await update(copy, event, `at = at ${sign} interval '1 microsecond'`);
    return `${where(event)} ${sign}`;
  },
  'a text by one character': async (copy) => {
    const event = await someEvent(copy);
    const column = pick(TEXTS, copy.random);
    await update(copy, event, `${column} = $2`, oneCharacter(event[column], copy.random));
    return `${where(event)} ${column}`;
  },
  'the detail by one letter or digit': async (copy) => {
    const event = await someEvent(copy);
    const detail = oneOfDetail(event.detail, copy.random);
    await update(copy, event, 'detail = $2::jsonb', detail);
    return `${where(event)} ${detail}`;
  },
  'a hash or id by one digit': async (copy) => {
    const event = await someEvent(copy);
    const column = pick(['hash', 'prev_hash', 'id'] as const, copy.random);
    const type = column === 'id' ? 'uuid' : 'text';
    await update(copy, event, `${column} = $2::${type}`, oneDigit(event[column], copy.random));
    return `${where(event)} ${column}`;
  },
  'a number of an event by one': async (copy) => {
    const event = await someEvent(copy);
    const set = pick(['seq = seq + 1', 'seq = seq - 1', 'tx = coalesce(tx, 0) + 1'], copy.random);
    await update(copy, event, set);
    return `${where(event)} ${set}`;
  },
  'the format of an event': async (copy) => {
    const event = await someEvent(copy);
    const set = pick(['format = 3 - format', 'format = format + 2', 'tx = null'], copy.random);
    await update(copy, event, set);
    return `${where(event)} ${set}`;
  },
  'a value taken away': async (copy) => {
    const event = await someEvent(copy);
    const column = pick([...TEXTS, 'at', 'detail', 'hash', 'prev_hash', 'seq', 'id'], copy.random);
    await update(copy, event, `${column} = null`);
    return `${where(event)} ${column}`;
  },
  'a head by one letter or digit': async (copy) => {
    const name = await someName(copy);
    const set = pick(
      ['seq = seq + 1', 'seq = seq - 1', `chain = chain || ' '`, `hash = reverse(hash)`],
      copy.random,
    );
    await copy.tx.query(`update audit_head set ${set} where chain = $1`, [name]);
    return `${name} ${set}`;
  },
  'the type of a column': async (copy) => {
    const change = pick(
      [
        ...['at type timestamptz(3)', 'at type timestamp', 'detail type json', 'detail type text'],
        ...['seq type bigint', 'actor type varchar(200)', 'hash type char(64)', 'id type text'],
      ],
      copy.random,
    );
    await copy.tx.query(`alter table audit_event alter column ${change}`);
    return change;
  },
};

/** Changes with hashes that fit. */
const rewritten: Record<string, Attack> = {
  'an event, with its own hash': async (copy) => {
    const event = await someEvent(copy);
    const { hash } = hashed(event, { actor: `${event.actor}x` });
    await update(copy, event, `actor = actor || 'x', hash = $2`, hash);
    return where(event);
  },
  'a chain from an event on, not its head': async (copy) => {
    const events = await someChain(copy);
    const [{ chain } = { chain: '' }] = events;
    const head = await copy.tx.query('select * from audit_head where chain = $1', [chain]);
    await replace(copy.tx, chain, changedFrom(events, copy));
    await copy.tx.query('update audit_head set seq = $2, hash = $3 where chain = $1', [
      ...[chain, head[0].seq, head[0].hash],
    ]);
    return chain;
  },
  'a chain from an event on, and its head': async (copy) => {
    const events = await someChain(copy);
    const [{ chain } = { chain: '' }] = events;
    await replace(copy.tx, chain, changedFrom(events, copy));
    return chain;
  },
  'a whole chain as format 1': async (copy) => {
    const events = (await someChain(copy)).map((event) => ({
      ...event,
      ...{ format: '1', tx: null as never, at: event.at.replace(/\d{3}$/, '000') },
    }));
    const [{ chain } = { chain: '' }] = events;
    await replace(copy.tx, chain, linked(events));
    return chain;
  },
  'an event put into a chain, all numbered anew': async (copy) => {
    const events = await someChain(copy);
    const [{ chain } = { chain: '' }] = events;
    const at = upTo(events.length, copy.random);
    const fresh = { ...pick(events, copy.random), id: uuid(copy.random), actor_name: '假' };
    await replace(copy.tx, chain, linked([...events.slice(0, at), fresh, ...events.slice(at)]));
    return `${chain} before ${at + 1}`;
  },
  'an event taken out of a chain, all numbered anew': async (copy) => {
    const events = await someChain(copy);
    const [{ chain } = { chain: '' }] = events;
    const at = upTo(events.length, copy.random);
    await replace(copy.tx, chain, linked(events.filter((_, index) => index !== at)));
    return `${chain} without ${at + 1}`;
  },
  'two events of a chain change places, with right hashes': async (copy) => {
    const events = await someChain(copy);
    const [{ chain } = { chain: '' }] = events;
    const [a, b] = [upTo(events.length, copy.random), upTo(events.length, copy.random)];
    const order = events.map((event, n) => (n === a ? events[b] : n === b ? events[a] : event));
    await replace(copy.tx, chain, linked(order as CopiedEvent[]));
    return `${chain} ${a + 1} and ${b + 1}`;
  },
  'an event moved to another chain, both with right hashes': async (copy) => {
    const [from, to] = [await someChain(copy), await someChain(copy)];
    const [source, target] = [from[0]?.chain ?? '', to[0]?.chain ?? ''];
    const moved = pick(from, copy.random);
    if (source !== target) {
      await replace(copy.tx, source, linked(from.filter((event) => event !== moved)));
      await replace(copy.tx, target, linked([...to, { ...moved, chain: target }]));
    }
    return `${where(moved)} to ${target}`;
  },
  'a chain renamed, with right hashes': async (copy) => {
    const events = await someChain(copy);
    const [{ chain } = { chain: '' }] = events;
    await replace(copy.tx, chain, []);
    const renamed = `case:${uuid(copy.random)}`;
    await replace(copy.tx, renamed, linked(events.map((event) => ({ ...event, chain: renamed }))));
    return `${chain} to ${renamed}`;
  },
};

/** From a random event on with another content, each with the right hash. */
function changedFrom(events: CopiedEvent[], { random }: Copy): CopiedEvent[] {
  const at = upTo(events.length, random);
  return linked(
    events.map((event, index) =>
      index === at ? { ...event, organisation: `${event.organisation}1` } : event,
    ),
  );
}

/** What is gone, doubled or moved. */
const rows: Record<string, Attack> = {
  'an event deleted': async (copy) => {
    const event = await someEvent(copy);
    await copy.tx.query('delete from audit_event where id = $1', [event.id]);
    return where(event);
  },
  'a head deleted': async (copy) => {
    const name = await someName(copy);
    await copy.tx.query('delete from audit_head where chain = $1', [name]);
    return name;
  },
  'head and tail deleted': async (copy) => {
    const events = await someChain(copy);
    const [{ chain } = { chain: '' }] = events;
    const left = upTo(events.length, copy.random);
    await copy.tx.query('delete from audit_event where chain = $1 and seq > $2', [chain, left]);
    await copy.tx.query('delete from audit_head where chain = $1', [chain]);
    return `${chain} after ${left}`;
  },
  'tail deleted, head moved back': async (copy) => {
    const events = await someChain(copy);
    const [{ chain } = { chain: '' }] = events;
    await replace(copy.tx, chain, events.slice(0, upTo(events.length, copy.random)));
    return chain;
  },
  'a whole chain deleted': async (copy) => {
    const name = await someName(copy);
    await replace(copy.tx, name, []);
    return name;
  },
  'the events of a chain deleted, not its head': async (copy) => {
    const name = await someName(copy);
    await copy.tx.query('delete from audit_event where chain = $1', [name]);
    return name;
  },
  'a random set of events deleted': async (copy) => {
    const ids = (await copy.events()).filter(() => copy.random() < 0.1).map(({ id }) => id);
    await copy.tx.query('delete from audit_event where id = any($1::uuid[])', [ids]);
    return `${ids.length} events`;
  },
  'a random set of whole chains deleted': async (copy) => {
    const gone = (await copy.names()).filter(() => copy.random() < 0.1);
    for (const table of ['audit_event', 'audit_head'])
      await copy.tx.query(`delete from ${table} where chain = any($1)`, [gone]);
    return `${gone.length} chains`;
  },
  'tables emptied': async (copy) => {
    const which = pick(['audit_event', 'audit_head', 'audit_event, audit_head'], copy.random);
    await copy.tx.query(`truncate ${which}`);
    return which;
  },
  'an event inserted after the newest': async (copy) => {
    const last = (await someChain(copy)).at(-1) as CopiedEvent;
    const next = { id: uuid(copy.random), seq: String(Number(last.seq) + 1), prev_hash: last.hash };
    await insert(copy.tx, [hashed(last, next)]);
    return where(last);
  },
  'a chain inserted without a head': async (copy) => {
    const chain = `case:${uuid(copy.random)}`;
    await insert(copy.tx, [
      hashed(await someEvent(copy), {
        chain,
        seq: '1',
        id: uuid(copy.random),
        prev_hash: GENESIS_HASH,
      }),
    ]);
    return chain;
  },
  'a head inserted without a chain': async (copy) => {
    const chain = `case:${uuid(copy.random)}`;
    const seq = upTo(2, copy.random);
    await copy.tx.query(`insert into audit_head values ($1, $2, $3)`, [chain, seq, GENESIS_HASH]);
    return `${chain} ${seq}`;
  },
  'an event doubled': async (copy) => {
    const event = await someEvent(copy);
    const id = copy.random() < 0.5 ? event.id : uuid(copy.random);
    await insert(copy.tx, [{ ...event, id }]);
    return where(event);
  },
  'a head doubled': async (copy) => {
    const name = await someName(copy);
    await copy.tx.query('insert into audit_head select * from audit_head where chain = $1', [name]);
    return name;
  },
  'an event moved to another chain': async (copy) => {
    const [event, name] = [await someEvent(copy), await someName(copy)];
    await update(copy, event, 'chain = $2', name);
    return `${where(event)} to ${name}`;
  },
  'two events change numbers': async (copy) => {
    const events = await someChain(copy);
    const [a, b] = [pick(events, copy.random), pick(events, copy.random)];
    await update(copy, a, 'seq = $2::int', b.seq);
    await update(copy, b, 'seq = $2::int', a.seq);
    return `${where(a)} and ${where(b)}`;
  },
  'two events change details': async (copy) => {
    const [a, b] = [await someEvent(copy), await someEvent(copy)];
    await update(copy, a, 'detail = $2::jsonb', b.detail);
    await update(copy, b, 'detail = $2::jsonb', a.detail);
    return `${where(a)} and ${where(b)}`;
  },
  'two heads change places': async (copy) => {
    const [a, b] = [await someName(copy), await someName(copy)];
    await copy.tx.query(
      `update audit_head h set seq = o.seq, hash = o.hash from audit_head o
       where (h.chain, o.chain) in (($1, $2), ($2, $1))`,
      [a, b],
    );
    return `${a} and ${b}`;
  },
  'an older copy of the tables': async ({ tx }) => {
    await tx.query(`truncate audit_event, audit_head;
      insert into audit_event select * from older_event; insert into audit_head select * from older_head`);
    return 'as of the first anchor';
  },
  'an older copy of one chain': async (copy) => {
    const name = await someName(copy);
    for (const [table, older] of Object.entries({ event: 'older_event', head: 'older_head' }))
      await copy.tx.query(
        `with gone as (delete from audit_${table} where chain = $1)
         insert into audit_${table} select * from ${older} where chain = $1`,
        [name],
      );
    return name;
  },
};

const anchorFile = ({ dir }: Copy) => join(dir, readdirSync(dir)[0] ?? '');
const linesOf = (copy: Copy) => readFileSync(anchorFile(copy), 'utf8').trimEnd().split('\n');
const putLines = (copy: Copy, lines: string[]) =>
  writeFileSync(anchorFile(copy), lines.map((line) => `${line}\n`).join(''));

/** What can be done to the anchors beside. */
const anchors: Record<string, Attack> = {
  'a byte of the anchors': async (copy) => {
    const bytes = readFileSync(anchorFile(copy));
    const at = upTo(bytes.length, copy.random);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(8, copy.random));
    writeFileSync(anchorFile(copy), bytes);
    return `byte ${at}`;
  },
  'a line of the anchors deleted, or two change places': async (copy) => {
    const lines = linesOf(copy);
    const at = upTo(lines.length, copy.random);
    const moved = copy.random() < 0.5 ? lines.reverse() : lines.filter((_, n) => n !== at);
    putLines(copy, moved);
    return `line ${at + 1}`;
  },
  'an older copy of tables and anchors': async (copy) => {
    putLines(copy, linesOf(copy).slice(0, 1));
    return rows['an older copy of the tables']?.(copy) ?? '';
  },
  'a chain and its head rewritten, and the anchors to match': async (copy) => {
    const events = await someChain(copy);
    const [{ chain } = { chain: '' }] = events;
    const to = changedFrom(events, copy);
    await replace(copy.tx, chain, to);
    let prev = GENESIS_HASH;
    const lines = linesOf(copy).map((text) => {
      const line = readLine(Buffer.from(text));
      if (typeof line === 'string') throw new Error('the anchors cannot be read');
      const heads = line.anchor.heads.map(([name, seq, hash]): [string, number, string] =>
        name === chain ? [name, seq, to[seq - 1]?.hash ?? hash] : [name, seq, hash],
      );
      const written = writeLine({ ...line.anchor, prev, heads });
      prev = written.digest;
      return written.text.trimEnd();
    });
    putLines(copy, lines);
    return chain;
  },
  'the anchors deleted': async (copy) => {
    rmSync(anchorFile(copy));
    return 'all of them';
  },
};

const KINDS: Record<string, Attack> = { ...columns, ...rewritten, ...rows, ...anchors };
