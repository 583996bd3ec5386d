import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Submissions that are not handed in yet. */
export class Drafts1795230000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table draft (
        id uuid primary key, process_id text not null, organisation text not null,
        created_by text not null, updated_by text not null, data jsonb not null,
        secrets jsonb not null, attachments jsonb not null,
        created_at timestamptz not null, updated_at timestamptz not null);
      create index on draft (organisation, updated_at desc);
      create index on draft using gin (attachments jsonb_path_ops);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table draft');
  }
}
