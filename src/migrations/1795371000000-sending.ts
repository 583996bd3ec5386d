import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of drafts; idempotency keys of every kind of act, and since when they are kept. */
export class Sending1795371000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table draft add column version int not null default 1;
      alter table idempotency add column kind text not null default 'submission',
        add column draft_id uuid, add column at timestamptz not null default now(),
        alter column case_id drop not null,
        drop constraint idempotency_pkey, add primary key (kind, caller, key);
      alter table idempotency alter column kind drop default, alter column at drop default;
      create index on idempotency (at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      delete from idempotency where kind <> 'submission';
      alter table idempotency drop column kind, drop column draft_id, drop column at,
        alter column case_id set not null, add primary key (caller, key);
      alter table draft drop column version;
    `);
  }
}
