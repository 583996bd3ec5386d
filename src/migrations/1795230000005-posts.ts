import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations that are a post of another one. */
export class Posts1795230000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table organisation add column post_of text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table organisation drop column post_of');
  }
}
