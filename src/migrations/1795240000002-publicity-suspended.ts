import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a publicity is suspended. */
export class PublicitySuspended1795240000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table publicity add column suspended_at timestamptz');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table publicity drop column suspended_at');
  }
}
