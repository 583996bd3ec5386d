/** The audit trail cannot be cut: not by the application's user, and by a superuser not unseen. */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import type { DataSource, EntityManager } from 'typeorm';
import { attackCopies } from '../../bench/audit-attacks';
import { linked, readChain, replace } from '../../bench/audit-copy';
import { eventHash, GENESIS_HASH } from '../../src/domain/hash-chain';
import { createDataSource } from '../../src/entities/data-source';
import { grantToApp } from '../../src/entities/rights';
import { anchorFiles, linesOf, newestLine } from '../../src/records/anchor-files';
import { appendAudit, SYSTEM } from '../../src/records/audit';
import { anchorHeads, startAnchoring } from '../../src/records/audit-anchors';
import { verifyContent, verifyRecord } from '../../src/records/record-verify';
import { endSql } from '../harness/cases';
import { API, part, runtime, setting, waitFor } from '../harness/client';
import { connected, ownerUrl, superuserUrl } from '../harness/database';
import { tool } from '../harness/models';

let app: DataSource;
let superuser: DataSource;
const folders: string[] = [];

/** A folder for anchors of a test's own. */
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'zjf-anchors-'));
  folders.push(made);
  return made;
}

beforeAll(async () => {
  app = await createDataSource(setting('DATABASE_URL'), 4).initialize();
  superuser = await createDataSource(superuserUrl(), 2).initialize();
});
afterAll(async () => {
  await app.destroy();
  await superuser.destroy();
  await endSql();
  for (const one of folders) rmSync(one, { recursive: true });
});

/** Events of a chain of its own, as the application appends them. */
async function chainOf(events: number, caseId: string = randomUUID()): Promise<string> {
  for (let n = 1; n <= events; n += 1)
    await app.transaction((tx) =>
      appendAudit(tx, {
        ...{ caseId, at: new Date(), actor: SYSTEM, action: 'case.submitted' },
        ...{ entity: `case:${caseId}`, requestId: 'test', detail: { n, list: [1.5, '甲'] } },
      }),
    );
  return `case:${caseId}`;
}

/** Changes the record as a superuser whom no trigger stops, looks, and takes everything back. */
async function tampered(
  change: (tx: EntityManager) => Promise<unknown>,
  dir: string,
): Promise<string[]> {
  const runner = superuser.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`set local session_replication_role = 'replica'`);
    await change(runner.manager);
    return (await verifyContent(runner.manager, await anchorFiles(dir))).faults;
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

describe('[D9] what a superuser does to the audit trail is found', () => {
  let chain: string;
  let dir: string;
  let where: string;
  beforeAll(async () => {
    dir = folder();
    chain = await chainOf(4);
    await anchorHeads(app, dir);
    const [file] = await anchorFiles(dir);
    where = `${file?.path}, line 1`;
  });

  const row = async (seq: number) => (await readChain(superuser.manager, chain))[seq - 1]?.id;
  const unlike = (seq: number) =>
    `${chain}: event ${seq} is not the one that was anchored (${where})`;

  test('untouched, it holds', async () => {
    expect(await tampered(async () => undefined, dir)).toEqual([]);
  });

  test('only the head row deleted', async () => {
    const faults = await tampered(
      (tx) => tx.query('delete from audit_head where chain = $1', [chain]),
      dir,
    );
    expect(faults).toEqual([`${chain}: event 4 (row ${await row(4)}) headless`]);
  });

  test('head and tail deleted', async () => {
    const faults = await tampered(async (tx) => {
      await tx.query('delete from audit_head where chain = $1', [chain]);
      await tx.query('delete from audit_event where chain = $1 and seq > 2', [chain]);
    }, dir);
    expect(faults).toEqual([`${chain}: event 2 (row ${await row(2)}) headless`, unlike(4)]);
  });

  test('tail deleted and the head moved back', async () => {
    const faults = await tampered(async (tx) => {
      await replace(tx, chain, (await readChain(tx, chain)).slice(0, 3));
    }, dir);
    expect(faults).toEqual([unlike(4)]);
  });

  test('a whole chain deleted', async () => {
    expect(await tampered((tx) => replace(tx, chain, []), dir)).toEqual([unlike(4)]);
  });

  test('chain and head rewritten, with the right hashes', async () => {
    const faults = await tampered(async (tx) => {
      const events = await readChain(tx, chain);
      await replace(tx, chain, linked(events.map((event) => ({ ...event, actor: 'x' }))));
    }, dir);
    expect(faults).toEqual([unlike(4)]);
  });

  test.each([
    ['an instant by 1 µs', `at = at + interval '1 microsecond'`],
    ['a number beyond double', `detail = jsonb_set(detail, '{n}', '2.00000000000000000000001')`],
    ['a zero after the point', `detail = jsonb_set(detail, '{list,0}', '1.50')`],
    ['the transaction', 'tx = tx + 1'],
    ['a space', `actor_name = actor_name || ' '`],
  ])('%s changed', async (_, set) => {
    const faults = await tampered(
      (tx) => tx.query(`update audit_event set ${set} where chain = $1 and seq = 2`, [chain]),
      dir,
    );
    expect(faults).toEqual([`${chain}: event 2 (row ${await row(2)}) changed`]);
  });

  test('a column that stores less', async () => {
    const faults = await tampered(
      (tx) => tx.query('alter table audit_event alter column at type timestamptz(3)'),
      dir,
    );
    expect(faults).toEqual([expect.stringMatching(/^audit_event has the columns .*\(3\)/)]);
  });

  test('events of before, of format 1, hold, and not with another microsecond', async () => {
    const old = `case:${randomUUID()}`;
    const content = {
      ...{
        id: randomUUID(),
        chain: old,
        seq: 1,
        actor: 'jia',
        actor_name: '赵',
        organisation: 'gc',
      },
      ...{ action: 'case.submitted', entity: old, request_id: 'r' },
      ...{ at: '2026-09-30T07:00:00.123Z', detail: { big: 1e21, small: 1.5e-7, none: null } },
    };
    const hash = eventHash(GENESIS_HASH, content);
    const put = async (tx: EntityManager, at: string) => {
      await tx.query(
        `insert into audit_event (id, chain, seq, actor, actor_name, organisation, action, entity,
           request_id, at, detail, prev_hash, hash, format)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)`,
        [
          ...Object.values({ ...content, at, detail: JSON.stringify(content.detail) }),
          GENESIS_HASH,
          hash,
        ],
      );
      await tx.query('insert into audit_head values ($1, 1, $2)', [old, hash]);
    };
    expect(await tampered((tx) => put(tx, content.at), dir)).toEqual([]);
    expect(await tampered((tx) => put(tx, '2026-09-30T07:00:00.123001Z'), dir)).toEqual([
      `${old}: event 1 (row ${content.id}) changed`,
    ]);
  });

  test('200 random attacks on a copy, 200 found', async () => {
    const owner = await createDataSource(ownerUrl(), 2).initialize();
    const { kinds, missed } = await attackCopies(owner, { attacks: 200, seed: 9 }).finally(() =>
      owner.destroy(),
    );
    expect(missed).toEqual([]);
    const tried = [...kinds.values()].reduce((sum, kind) => sum + kind.tried, 0);
    const found = [...kinds.values()].reduce((sum, kind) => sum + kind.found, 0);
    expect([tried, found]).toEqual([200, 200]);
    expect(kinds.size).toBeGreaterThan(40);
  });
});

describe('[D9] the database refuses', () => {
  let chain: string;
  beforeAll(async () => {
    chain = await chainOf(3);
  });

  /** The inputs of D9, and what else would cut, change or forge. */
  const inputs: [string, string][] = [
    ['only the head deleted', `delete from audit_head where chain = '$'`],
    [
      'head and tail deleted',
      `with h as (delete from audit_head where chain = '$') delete from audit_event where chain = '$' and seq > 1`,
    ],
    ['a whole chain deleted', `delete from audit_event where chain = '$'`],
    ['a chain rewritten', `update audit_event set actor = 'x' where chain = '$'`],
    ['a head rewritten', `update audit_head set hash = repeat('a', 64) where chain = '$'`],
    [
      'an instant by 1 µs',
      `update audit_event set at = at + interval '1 microsecond' where chain = '$'`,
    ],
    ['a head moved back', `update audit_head set seq = 2 where chain = '$'`],
    ['a head moved on', `update audit_head set seq = seq + 1 where chain = '$'`],
    ['a head left as it is', `update audit_head set seq = seq where chain = '$'`],
    ['a head renamed', `update audit_head set chain = chain || 'x' where chain = '$'`],
    ['events truncated', 'truncate audit_event'],
    ['heads truncated', 'truncate audit_head'],
    ['a head without a chain', `insert into audit_head values ('forged', 1, repeat('a', 64))`],
    ['security events deleted', 'delete from security_event'],
    ['security events changed', `update security_event set person = 'x'`],
    ['security events truncated', 'truncate security_event'],
  ];

  test.each(inputs)('the application: %s', async (_, statement) => {
    const asked = app.query(statement.replaceAll('$', chain));
    await expect(asked).rejects.toThrow(/permission denied for table (audit|security)/);
  });

  test.each(inputs)('the owner: %s', async (_, statement) => {
    await connected(ownerUrl(), async (owner) => {
      // a table without rows has none to protect
      await owner.query(`begin; insert into security_event
        values (gen_random_uuid(), now(), 'test', null, 'E-00-02', '{}')`);
      await expect(owner.query(statement.replaceAll('$', chain))).rejects.toThrow('GR-01');
      await owner.query('rollback');
    });
  });

  test('the owner: a head without a chain, at the end of its transaction', async () => {
    const forged = `insert into audit_head values ('forged', 0, repeat('0', 64))`;
    await connected(ownerUrl(), (owner) => expect(owner.query(forged)).rejects.toThrow('GR-01'));
  });

  test.each(['seq', 'prev_hash', 'hash', 'tx', 'format'])(
    'both: an event that brings its own %s',
    async (column) => {
      const value = column.endsWith('hash') ? `repeat('a', 64)` : '4';
      const statement = `insert into audit_event (id, chain, at, actor, actor_name, organisation,
          action, entity, detail, request_id, ${column})
        values (gen_random_uuid(), '${chain}', now(), 'x', 'x', 'x', 'x', 'x', '{}', 'x', ${value})`;
      await expect(app.query(statement)).rejects.toThrow('GR-01');
      await connected(ownerUrl(), (owner) =>
        expect(owner.query(statement)).rejects.toThrow('GR-01'),
      );
    },
  );

  test('the application owns nothing, makes nothing and switches nothing off', async () => {
    const owned: object[] = await app.query(
      `select relname from pg_class where relowner = current_user::regrole
       union all select proname from pg_proc where proowner = current_user::regrole
       union all select datname from pg_database where datdba = current_user::regrole`,
    );
    expect(owned).toEqual([]);
    for (const statement of [
      'create table mine (id int)',
      'alter table audit_event disable trigger all',
      'drop trigger audit_event_next_link on audit_event',
      'alter table audit_event add column more text',
      'drop table audit_head',
      `set session_replication_role = 'replica'`,
      'set role zhujian_owner',
      'create trigger mine before insert on audit_event execute function refuse_change()',
      'update migrations set name = name',
    ])
      await expect(app.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    // nor does it borrow what may write heads
    const borrowed = `create temp table mine (chain text, seq int, hash text);
      create trigger mine after insert on mine for each row execute function audit_event_moves_head()`;
    await expect(app.query(borrowed)).rejects.toThrow('permission denied for function');
  });

  test('events of one chain appended at the same time are linked one after another', async () => {
    const caseId = randomUUID();
    await Promise.all(Array.from({ length: 12 }, () => chainOf(1, caseId)));
    const events = await readChain(superuser.manager, `case:${caseId}`);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => String(n + 1)));
    expect(events).toHaveLength(12);
    expect(linked(events)).toEqual(events);
  });

  test('an event that is not committed leaves no head', async () => {
    const caseId = randomUUID();
    const failed = app.transaction(async (tx) => {
      await appendAudit(tx, {
        ...{ caseId, at: new Date(), actor: SYSTEM, action: 'case.submitted' },
        ...{ entity: 'x', requestId: 'test', detail: {} },
      });
      throw new Error('taken back');
    });
    await expect(failed).rejects.toThrow('taken back');
    expect(
      await app.query('select 1 from audit_head where chain = $1', [`case:${caseId}`]),
    ).toEqual([]);
  });
});

describe('[D9] the anchors', () => {
  const lines = async (dir: string) => {
    const all = [];
    for (const file of await anchorFiles(dir))
      for await (const { line } of linesOf(file)) all.push(line);
    return all.flatMap((line) => (typeof line === 'object' ? [line] : []));
  };

  test('tell all heads first, then those that changed', async () => {
    const dir = folder();
    const before = await chainOf(1);
    await anchorHeads(app, dir);
    const after = await chainOf(2);
    await anchorHeads(app, dir);
    const [first, second] = await lines(dir);
    const chains = (line: typeof first) => line?.anchor.heads.map(([chain]) => chain) ?? [];
    expect(chains(first)).toContain(before);
    expect(first?.anchor.heads).toHaveLength(first?.anchor.chains ?? -1);
    expect(chains(second)).toContain(after);
    expect(chains(second)).not.toContain(before);
    expect(second?.anchor.events).toBeGreaterThanOrEqual((first?.anchor.events ?? 0) + 2);
  });

  test('tell what a transaction changed that began before the last line and ended after it', async () => {
    const dir = folder();
    const caseId = randomUUID();
    const runner = app.createQueryRunner();
    await runner.startTransaction();
    await appendAudit(runner.manager, {
      ...{ caseId, at: new Date(), actor: SYSTEM, action: 'case.submitted' },
      ...{ entity: 'x', requestId: 'test', detail: {} },
    });
    await chainOf(1);
    await anchorHeads(app, dir);
    await runner.commitTransaction();
    await runner.release();
    await anchorHeads(app, dir);
    const told = (await lines(dir)).map(({ anchor }) =>
      anchor.heads.some(([chain]) => chain === `case:${caseId}`),
    );
    expect(told).toEqual([false, true]);
  });

  test('of several processes in one folder are one row of lines, and none too many', async () => {
    const dir = folder();
    await Promise.all(Array.from({ length: 4 }, () => anchorHeads(app, dir)));
    expect((await lines(dir)).map(({ anchor }) => anchor.n)).toEqual([1, 2, 3, 4]);
    await Promise.all(Array.from({ length: 4 }, () => anchorHeads(app, dir, 60_000)));
    expect(await lines(dir)).toHaveLength(4);
    expect(await tampered(async () => undefined, dir)).toEqual([]);
  });

  test('that cannot be written are tried again, and the next line tells all', async () => {
    const dir = folder();
    await anchorHeads(app, dir);
    const path = join(dir, 'closed');
    writeFileSync(path, 'a file where a folder belongs');
    const errors: object[] = [];
    const log = pino({ level: 'silent' });
    log.error = ((error: object) => errors.push(error)) as never;
    const anchoring = startAnchoring(app, { dir: path, everyMs: 2000, log });
    try {
      await waitFor('a failed try', async () => errors.length > 1);
      expect(anchoring.ageSeconds()).toBeNaN();
      rmSync(path);
      const chain = await chainOf(1);
      await waitFor('a line', async () => anchoring.ageSeconds() < 60);
      const heads = (await lines(path)).flatMap(({ anchor }) => anchor.heads);
      expect(heads.map(([name]) => name)).toContain(chain);
    } finally {
      await anchoring.stop();
    }
  });

  test('are written by the application at its start and at its stop, and their age is a metric', async () => {
    const dir = setting('AUDIT_ANCHOR_DIR');
    const { text } = await request(API).get('/metrics').expect(200);
    const [, age] = /^zhujian_audit_anchor_age_seconds (.*)$/m.exec(text) ?? [];
    expect(Number(age)).toBeGreaterThan(0);
    expect(Number(age)).toBeLessThan(900);
    const chain = await chainOf(1);
    const before = await newestLine(dir);
    await part('app', 'stop');
    const { anchor } = (await newestLine(dir)) ?? {};
    await part('app', 'start');
    expect(anchor?.n).toBeGreaterThan(before?.anchor.n ?? 0);
    const since = (await lines(dir)).filter((line) => line.anchor.n > (before?.anchor.n ?? 0));
    expect(since.flatMap((line) => line.anchor.heads.map(([name]) => name))).toContain(chain);
  });
});

describe('[D9] an installation from before', () => {
  const NAME = 'audit_before';
  const at = (url: string) => {
    const there = new URL(url);
    there.pathname = `/${NAME}`;
    return there.href;
  };
  const drop = () => superuser.query(`drop database if exists ${NAME} with (force)`);
  beforeAll(async () => {
    await drop();
    await superuser.query(`create database ${NAME} owner zhujian`);
  });
  afterAll(drop);

  /** An event as it was appended before: numbered, linked and hashed by the application. */
  async function appendedBefore(db: DataSource, seq: number, prev: string): Promise<string> {
    const event = {
      ...{ id: randomUUID(), chain: 'case:old', seq, at: '2026-09-30T07:00:00.123Z' },
      ...{ actor: 'jia', actor_name: '赵', organisation: 'gc', action: 'case.submitted' },
      ...{ entity: 'case:old', detail: { seq, share: 0.1 }, request_id: 'r' },
    };
    const hash = eventHash(prev, event);
    const values = Object.values({ ...event, detail: JSON.stringify(event.detail), prev, hash });
    const places = values.map((_, n) => `$${n + 1}`).join(', ');
    await db.query(`insert into audit_event values (${places})`, values);
    await db.query(
      `insert into audit_head values ($1, $2, $3)
       on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash`,
      [event.chain, seq, hash],
    );
    return hash;
  }

  test('keeps its chains, and they go on', async () => {
    const before = createDataSource(at(setting('DATABASE_URL')), 2);
    const all = before.options.migrations as (new () => object)[];
    before.setOptions({
      migrations: all.slice(
        0,
        all.findIndex((m) => m.name === 'AuditGuard1795250000000'),
      ),
    });
    await before.initialize();
    await before.runMigrations();
    const first = await appendedBefore(before, 1, GENESIS_HASH);
    await appendedBefore(before, 2, first);
    await before.destroy();
    // as stack/parts/postgres.ts does
    await connected(at(superuserUrl()), (client) =>
      client.query('reassign owned by zhujian to zhujian_owner'),
    );
    const owner = await createDataSource(at(ownerUrl()), 2).initialize();
    await owner.runMigrations();
    await grantToApp(owner, 'zhujian');
    await owner.destroy();

    const now = await createDataSource(at(setting('DATABASE_URL')), 2).initialize();
    try {
      const dir = folder();
      await anchorHeads(now, dir);
      const next = { caseId: 'old', at: new Date(), actor: SYSTEM, action: 'case.closed' };
      await appendAudit(now.manager, { ...next, entity: 'x', detail: {}, requestId: 'r' });
      await anchorHeads(now, dir);
      const { faults, chains, events } = await verifyRecord(now, dir);
      expect({ faults, chains, events }).toEqual({ faults: [], chains: 1, events: 3 });
      const formats = (await readChain(now.manager, 'case:old')).map(({ format }) => format);
      expect(formats).toEqual(['1', '1', '2']);
      await expect(now.query('delete from audit_head')).rejects.toThrow('permission denied');
    } finally {
      await now.destroy();
    }
  });
});

describe('[D9] npm run audit:verify', () => {
  const verify = async (dir: string, ...args: string[]) => {
    const before = runtime.env.AUDIT_ANCHOR_DIR ?? '';
    runtime.env.AUDIT_ANCHOR_DIR = dir;
    try {
      const { code, out } = await tool('audit-verify', ...args);
      return { code, out };
    } finally {
      runtime.env.AUDIT_ANCHOR_DIR = before;
    }
  };
  let kept: string;
  let dir: string;
  beforeAll(async () => {
    dir = folder();
    await chainOf(1);
    await anchorHeads(app, dir);
    await chainOf(1);
    ({ digest: kept } = await anchorHeads(app, dir));
  });
  /** The anchors with other content. */
  const changed = (change: (text: string) => string): string => {
    const copy = folder();
    cpSync(dir, copy, { recursive: true });
    for (const name of readdirSync(copy)) {
      const path = join(copy, name);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    }
    return copy;
  };

  test('prints the newest anchor, and knows it again', async () => {
    const { code, out } = await verify(dir);
    expect(out).toContain(`keep elsewhere, for --expect the next time: ${kept}`);
    expect(out).toMatch(/^audit chains hold: \d+ chains, \d+ events$/m);
    expect([code, (await verify(dir, '--expect', kept)).code]).toEqual([0, 0]);
  });

  test('finds the newest line cut off, by the digest that somebody keeps', async () => {
    const cut = changed((text) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`);
    expect((await verify(cut)).code).toBe(0);
    const { code, out } = await verify(cut, '--expect', kept);
    expect(code).toBe(1);
    expect(out).toContain(`BROKEN the line with the digest ${kept} is gone from the anchors`);
  });

  test.each<[string, (text: string) => string, string]>([
    ['a byte changed', (text) => text.replace('"chains":', '"chains": '), 'line 1: changed'],
    ['the first line gone', (text) => text.replace(/^.*\n/, ''), 'line 1: does not follow'],
    ['no anchors', () => '', 'there are no anchors in'],
  ])('finds %s', async (_, change, fault) => {
    const { code, out } = await verify(changed(change));
    expect(code).toBe(1);
    expect(out).toContain(fault);
  });

  test('takes a line that was never finished for nothing', async () => {
    const torn = changed((text) => `${text}${text.slice(0, 200)}`);
    expect((await verify(torn, '--expect', kept)).code).toBe(0);
    await anchorHeads(app, torn);
    expect((await verify(torn, '--expect', kept)).code).toBe(0);
  });
});
