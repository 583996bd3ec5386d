import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a reviewer who sends a case back for correction says of single fields. */
export class DecisionObjections1795370000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table decision add column objections jsonb not null default '[]'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table decision drop column objections');
  }
}
