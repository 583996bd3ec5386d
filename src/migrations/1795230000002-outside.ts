import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What goes to outside platforms, what is drawn at random, and messages between cases. */
export class Outside1795230000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table case_file add column if not exists subject text;
      alter table outbox add column ttl_seconds int;

      create table push (
        id text primary key, case_id uuid not null references case_file, target text not null,
        key text not null, version int not null, body jsonb not null, body_hash text not null,
        state text not null, attempts int not null default 0, receipt text, reason text,
        last_error text, created_at timestamptz not null, sent_at timestamptz,
        acknowledged_at timestamptz, unique (target, key, version));
      create index on push (case_id);
      create index on push (target, state);

      create table sample (
        id uuid primary key, case_id uuid not null references case_file, kind text not null,
        period text not null, stratum text not null, algorithm text not null, query jsonb not null,
        population jsonb not null, population_hash text not null, created_at timestamptz not null,
        size int, excluded jsonb, seed text, drawn jsonb, drawn_at timestamptz,
        unique (kind, period, stratum));
      create index on sample (case_id);

      create table sample_block (
        id uuid primary key, kind text not null, period text not null, stratum text not null,
        block int not null, size int not null, positions int not null, algorithm text not null,
        seed text not null, drawn jsonb not null, opened_at timestamptz not null,
        unique (kind, period, stratum, block));
      create table sample_arrival (
        kind text not null, item text not null, block_id uuid not null references sample_block,
        number int not null, position int not null, drawn boolean not null,
        case_id uuid references case_file, arrived_at timestamptz not null,
        primary key (kind, item), unique (block_id, position));

      create index if not exists decision_act on decision (act, outcome, completed_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index decision_act;
      drop table sample_arrival, sample_block, sample, push;
      alter table outbox drop column ttl_seconds;`);
  }
}
