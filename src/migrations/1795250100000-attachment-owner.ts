import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose attachments they are, and a quick look at those that belong to no case. */
export class AttachmentOwner1795250100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table attachment add column owner text;
      create index attachment_unbound on attachment (uploaded_by) where case_id is null;
      create index attachment_owner on attachment (owner, uploaded_at);
      create index attachment_content on attachment (sha256);`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index attachment_content, attachment_owner, attachment_unbound;
      alter table attachment drop column owner;`);
  }
}
