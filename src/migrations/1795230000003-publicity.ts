import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is published to everyone, and the proofs of work that were spent at the public doors. */
export class CreatePublicity1795230000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table publicity (
        id uuid primary key, case_id uuid not null references case_file, round int not null,
        process_id text not null, number text not null, subject text, title text not null,
        authority text not null, content jsonb not null, starts timestamptz not null,
        ends timestamptz not null, stored_at timestamptz, state text not null,
        search text not null, grams text[] not null,
        check (state in ('OPEN', 'SUSPENDED', 'DONE', 'STORED', 'WITHDRAWN')),
        check ((state = 'STORED') <= (stored_at is not null)));
      create unique index publicity_current on publicity (case_id) where state <> 'WITHDRAWN';
      create index publicity_running on publicity (starts desc, id desc)
        where state in ('OPEN', 'SUSPENDED');
      create index publicity_stored on publicity (stored_at desc, id desc) where state = 'STORED';
      create index publicity_grams on publicity using gin (grams) with (fastupdate = off);

      create table spent_proof (nonce text primary key, expires_at timestamptz not null);
      create index on spent_proof (expires_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table publicity, spent_proof');
  }
}
