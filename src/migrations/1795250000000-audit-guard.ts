import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An audit trail that cannot be cut (ADR 18). The database itself numbers, links and hashes each
 * event over every byte that it stores, moves the head of the chain, and refuses everything else on
 * both tables. Events from before keep their hash: they are of format 1, the new ones of format 2
 * (src/domain/hash-chain.ts knows both). `tx` is the transaction that wrote the event, by which the
 * anchors find what changed since the last one (src/records/audit-anchors.ts).
 */
export class AuditGuard1795250000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const [{ schema }] = await db.query('select quote_ident(current_schema()) as schema');
    await db.query(COLUMNS);
    await db.query(refusals(schema));
    await db.query(events(schema));
    await db.query(HEADS);
    await db.query(SECURITY_EVENTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop trigger security_event_append_only on security_event;
      drop trigger security_event_no_truncate on security_event;
      drop trigger audit_head_whole on audit_head;
      drop trigger audit_head_begins on audit_head;
      drop trigger audit_head_forward on audit_head;
      drop trigger audit_head_stays on audit_head;
      drop trigger audit_head_no_truncate on audit_head;
      drop trigger audit_event_moves_head on audit_event;
      drop trigger audit_event_next_link on audit_event;
      drop function audit_head_whole, audit_head_begins, audit_head_forward, audit_event_moves_head,
        audit_event_next_link;
      alter table audit_event drop column tx, drop column format;`);
  }
}

const COLUMNS = `
  alter table audit_event add column format smallint not null default 1;
  alter table audit_event alter column format drop default;
  alter table audit_event add column tx bigint;
  create index audit_event_tx on audit_event (tx);
`;

const refusals = (schema: string) => `
  create or replace function refuse_change() returns trigger language plpgsql as $$
  begin raise exception '%: nothing in it can be changed or deleted (GR-01)', tg_table_name; end $$;

  create function audit_head_begins() returns trigger language plpgsql as $$
  begin raise exception 'a head begins before the first event of its chain (GR-01)'; end $$;

  -- a head moves by exactly one event, and the event is there
  create function audit_head_forward() returns trigger language plpgsql as $$
  begin
    if new.chain is distinct from old.chain or new.seq is distinct from old.seq + 1 or not exists (
      select 1 from ${schema}.audit_event e where e.chain = new.chain and e.seq = new.seq
        and e.hash = new.hash and e.prev_hash = old.hash)
    then raise exception 'the head of % does not move by one event (GR-01)', old.chain; end if;
    return new;
  end $$;

  -- a chain that was begun has an event when its transaction ends
  create function audit_head_whole() returns trigger language plpgsql as $$
  begin
    if exists (select 1 from ${schema}.audit_head h where h.chain = new.chain and h.seq = 0)
    then raise exception 'the chain % has a head and no event (GR-01)', new.chain; end if;
    return null;
  end $$;
`;

/** What the hash of format 2 is over, in this order; each as the text PostgreSQL gives of it. */
const HASHED = [
  ['new', 'prev_hash'],
  ['new', 'id'],
  ['new', 'chain'],
  ['new', 'seq'],
  ['new', 'tx'],
  ['as_text', 'at'],
  ['new', 'actor'],
  ['new', 'actor_name'],
  ['new', 'organisation'],
  ['new', 'action'],
  ['new', 'entity'],
  ['as_text', 'detail'],
  ['new', 'request_id'],
] as const;

const spelled = HASHED.map(([from, name]) => {
  const text = from === 'new' ? `new.${name}::text` : `${name}_text`;
  return `octet_length(${text}), ':', ${text}, E'\\n'`;
}).join(',\n      ');

/**
 * Both functions run as the owner of the tables, so that the application needs no right to write a
 * head. The row of the head is locked until the transaction ends: events of a chain are appended one
 * at a time.
 */
const events = (schema: string) => `
  create function audit_event_next_link() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    head ${schema}.audit_head;
    at_text text := extract(epoch from new.at)::text;
    detail_text text := new.detail::text;
  begin
    if num_nonnulls(new.format, new.seq, new.tx, new.prev_hash, new.hash) > 0 then
      raise exception 'the database itself numbers and links audit events (GR-01)';
    end if;
    select * into head from ${schema}.audit_head where chain = new.chain for update;
    if not found then
      insert into ${schema}.audit_head values (new.chain, 0, repeat('0', 64)) on conflict do nothing;
      select * into head from ${schema}.audit_head where chain = new.chain for update;
    end if;
    new.format := 2;
    new.seq := head.seq + 1;
    new.tx := pg_current_xact_id()::text::bigint;
    new.prev_hash := head.hash;
    new.hash := encode(sha256(convert_to(concat(E'audit event 2\\n',
      ${spelled}), 'UTF8')), 'hex');
    return new;
  end $$;

  create function audit_event_moves_head() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update ${schema}.audit_head set seq = new.seq, hash = new.hash where chain = new.chain;
    return null;
  end $$;

  -- nobody else may hang them on a table of his own
  revoke all on function audit_event_next_link(), audit_event_moves_head() from public;
  create trigger audit_event_next_link before insert on audit_event
    for each row execute function audit_event_next_link();
  create trigger audit_event_moves_head after insert on audit_event
    for each row execute function audit_event_moves_head();
`;

const HEADS = `
  create trigger audit_head_begins before insert on audit_head
    for each row when (new.seq <> 0 or new.hash <> repeat('0', 64)) execute function audit_head_begins();
  create trigger audit_head_forward before update on audit_head
    for each row execute function audit_head_forward();
  create trigger audit_head_stays before delete on audit_head
    for each row execute function refuse_change();
  create trigger audit_head_no_truncate before truncate on audit_head
    for each statement execute function refuse_change();
  create constraint trigger audit_head_whole after insert on audit_head
    deferrable initially deferred for each row execute function audit_head_whole();
`;

const SECURITY_EVENTS = `
  create trigger security_event_append_only before update or delete on security_event
    for each row execute function refuse_change();
  create trigger security_event_no_truncate before truncate on security_event
    for each statement execute function refuse_change();
`;
