import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Exchange of library entries with other platforms (ZJ-30). `exchange_queue` has every version of an
 * entry about which nobody decided yet, put there with the version; `exchange` what is sent, a row a
 * platform and version; the others what a comparison with a platform found.
 */
export class Exchange1795405000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table exchange_queue (
        entry_id uuid primary key, at timestamptz not null default now(),
        attempts int not null default 0, next_at timestamptz not null default now(),
        last_error text);
      create index on exchange_queue (next_at, at);
      insert into exchange_queue (entry_id) select id from library_entry where valid_to is null;

      create table exchange (
        id uuid primary key default gen_random_uuid(),
        target text not null, dataset text not null,
        kind text not null, key text not null, version int not null, entry_id uuid not null,
        action text not null check (action in ('SHARE', 'WITHDRAW')),
        name text not null generated always as (dataset || ':' || kind || ':' || key) stored,
        body jsonb not null, hash text not null, retry text not null,
        state text not null check (state in ('WAITING', 'UPLOADED', 'FAILED', 'SUPERSEDED')),
        round int not null default 0, idempotency_key text not null unique,
        attempts int not null default 0, next_at timestamptz not null default now(),
        receipt text, reason text, last_error text,
        created_at timestamptz not null default now(), sent_at timestamptz, settled_at timestamptz,
        unique (target, dataset, kind, key, version));
      create index on exchange (next_at) where state = 'WAITING';
      create index on exchange (created_at desc, id desc);
      create index on exchange (kind, key, version desc);

      create table exchange_run (
        id uuid primary key default gen_random_uuid(),
        target text not null, dataset text not null,
        started_at timestamptz not null default now(), ended_at timestamptz, problem text,
        ours int, theirs int);
      create unique index on exchange_run (target, dataset) where ended_at is null;
      create table exchange_listed (
        run_id uuid not null references exchange_run, name text not null,
        version int not null, hash text not null, primary key (run_id, name));
      create table exchange_difference (
        run_id uuid not null references exchange_run, name text not null,
        difference text not null, ours int, theirs int, sent_again boolean not null,
        primary key (run_id, name));`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `drop table exchange_difference, exchange_listed, exchange_run, exchange, exchange_queue`,
    );
  }
}
